using Grpc.Core;
using MegaRegion.Grains.Storage;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Reports;

public sealed class StoreFailureTests : ServerTest
{
    public static TheoryData<string, ErrorCode, StatusCode, RetryAdvice> Failures => new()
    {
        { "full", ErrorCode.StoreFull, StatusCode.ResourceExhausted, RetryAdvice.AfterPause },
        { "unavailable", ErrorCode.StoreUnavailable, StatusCode.Unavailable, RetryAdvice.AfterPause },
        { "conflict", ErrorCode.WriterFenced, StatusCode.Aborted, RetryAdvice.Reconnect },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task A_failing_store_is_told_and_the_report_can_be_sent_again(
        string failure, ErrorCode code, StatusCode status, RetryAdvice advice)
    {
        await SubmitAsync(1, [Sample.Flow()]);
        using var call = await OpenAsync();
        Server.JournalFaults.Failure = ExceptionOf(failure);
        await call.SendAsync(Sample.Report(2));

        var detail = await FailsAsync(code, status, call.ReadAckAsync);
        detail.Retry.ShouldBe(advice);
        detail.Sequence.ShouldBe(2);

        Server.JournalFaults.Failure = null;
        using var again = await OpenAsync();
        again.NextSequence.ShouldBe(2);
        await again.SendAsync(Sample.Report(2));
        (await again.ReadAckAsync()).Duplicate.ShouldBeFalse();
    }

    [Fact]
    public async Task Reads_go_on_while_the_store_is_full()
    {
        await SubmitAsync(1, [Sample.Flow(quantity: 7)]);
        await WaitForTotalAsync(Level.Region, Layer.People, 7);
        Server.JournalFaults.Failure = ExceptionOf("full");
        await FailsAsync(ErrorCode.StoreFull, StatusCode.ResourceExhausted, () => SubmitAsync(2, [Sample.Flow()]));

        await WaitForTotalAsync(Level.Region, Layer.People, 7);
        (await Server.Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Cancel)).JournalHead.ShouldBe(1);
    }

    private static Exception ExceptionOf(string failure) => failure switch
    {
        "full" => new JournalFullException("No space is left."),
        "unavailable" => new JournalUnavailableException("The disk failed."),
        _ => new JournalConflictException("Another writer was here."),
    };
}
