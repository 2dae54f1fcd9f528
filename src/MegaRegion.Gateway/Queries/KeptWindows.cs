using System.Globalization;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.V1;
using DomainWindowSize = MegaRegion.Domain.Ledger.WindowSize;

namespace MegaRegion.Gateway.Queries;

/// <summary>Refuses a query that reaches behind the windows that are kept: it would be answered with less than it asks for.</summary>
internal static class KeptWindows
{
    /// <summary>Checks the bounds of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="size">The size of its windows.</param>
    /// <param name="oldestStart">Where the windows of this size begin; the least number when all are kept.</param>
    public static void Check(QueryFlowsRequest request, DomainWindowSize size, long oldestStart)
    {
        if (oldestStart == long.MinValue)
            return;

        if (request.FromMs != 0 && Window.Of(size, new EventTime(request.FromMs)).StartUnixMilliseconds < oldestStart)
            throw Dropped("from_ms", size, oldestStart);

        // Everything up to a moment needs the dropped days one by one; of shorter windows the kept ones are meant.
        if (request.ToMs != 0 && request.FromMs == 0 && (size == DomainWindowSize.Day || request.ToMs <= oldestStart))
            throw Dropped(size == DomainWindowSize.Day ? "from_ms" : "to_ms", size, oldestStart);
    }

    private static Errors.ServiceErrorException Dropped(string field, DomainWindowSize size, long oldestStart)
    {
        var first = DateTimeOffset.FromUnixTimeMilliseconds(oldestStart).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
        var (unit, cure) = size == DomainWindowSize.Day
            ? ("days", "leave out both bounds for the sum of all time")
            : ($"{size}s".ToLowerInvariant(), "ask for longer windows");
        return Contract.Invalid(
            field,
            $"The {unit} before {first} are no longer kept. Ask from {first} ({oldestStart}) on, or {cure}.",
            $"{first} より前の時間窓は保持していません。{first}（{oldestStart}）以降を指定するか、より長い窓（日の場合は期間指定なし）を使ってください。");
    }
}
