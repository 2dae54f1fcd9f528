using MegaRegion.Grains.Storage;
using Orleans.Runtime;

namespace MegaRegion.Gateway.Errors;

/// <summary>What a caller is told about an exception of the layers below.</summary>
internal static class ExceptionMapping
{
    /// <summary>The failure of an exception, or null when it is unexpected: a bug.</summary>
    public static ServiceError? Find(Exception exception) => exception switch
    {
        ServiceErrorException service => service.Error,
        JournalFullException => ServiceErrors.StoreFull(),
        JournalCorruptException => ServiceErrors.DataCorrupt(),
        JournalTruncatedException truncated => ServiceErrors.PositionRemoved(truncated.FirstOffset),
        JournalConflictException => ServiceErrors.WriterFenced(0, 0),
        JournalUnavailableException => ServiceErrors.StoreUnavailable(),
        LimitExceededException => ServiceErrors.Overloaded(
            "A queue of the server is full; nothing was kept. Try again after a pause.",
            "サーバーの待ち行列が満杯です。何も記録していません。少し待って再試行してください。"),
        // The grain may have finished after all, as with a store that does not answer.
        TimeoutException or OrleansException => ServiceErrors.StoreUnavailable(),
        _ => null,
    };
}
