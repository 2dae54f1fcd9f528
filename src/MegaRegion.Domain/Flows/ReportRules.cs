using System.Globalization;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Flows;

/// <summary>
/// What a report must satisfy to be accepted. Pure functions: the same report, catalogue and time give the same answer.
/// A report is refused whole with the first flow at fault, so a caller that checks flows in order and stops at the
/// first fault gives the documented answer.
/// </summary>
public static class ReportRules
{
    /// <summary>The most flows of one report.</summary>
    public const int MaxFlows = 100_000;

    /// <summary>How far ahead of the server's clock an event may be.</summary>
    public static TimeSpan MaxAhead { get; } = TimeSpan.FromMinutes(5);

    /// <summary>The latest moment that an event may have.</summary>
    internal static EventTime Latest(EventTime now) => new(now.UnixMilliseconds + (long)MaxAhead.TotalMilliseconds);

    /// <summary>Checks the number of flows; null when it is right.</summary>
    public static FlowFault? CheckSize(int flowCount) => flowCount switch
    {
        0 => new FlowFault(
            -1, "flows", FlowFaultCode.InvalidReportSize,
            "The report has no flow; send at least one.", "報告にフローがありません。1件以上送ってください。"),
        > MaxFlows => new FlowFault(
            -1, "flows", FlowFaultCode.InvalidReportSize,
            $"The report has {flowCount} flows; split it into reports of at most {MaxFlows}.",
            $"報告のフローが {flowCount} 件あります。{MaxFlows} 件以下に分けてください。"),
        _ => null,
    };

    /// <summary>Checks one flow; null when it is right.</summary>
    /// <param name="flow">The flow.</param>
    /// <param name="position">Its 0-based position in the report, for the answer.</param>
    /// <param name="reporter">The hub that reports it.</param>
    /// <param name="directory">The catalogue.</param>
    /// <param name="now">The server's time.</param>
    public static FlowFault? CheckFlow(
        in ReportedFlow flow, int position, PlaceId reporter, PlaceDirectory directory, EventTime now)
    {
        if (directory.Find(flow.Origin) is not { } origin)
        {
            return UnknownPlace(position, "origin", flow.Origin);
        }

        if (directory.Find(flow.Destination) is not { } destination)
        {
            return UnknownPlace(position, "destination", flow.Destination);
        }

        return CheckReporter(origin, destination, position, reporter) ?? CheckValues(flow, position, now);
    }

    private static FlowFault? CheckReporter(
        CatalogEntry origin, CatalogEntry destination, int position, PlaceId reporter)
    {
        var bothAreHubs = origin.Place.Level == Level.Hub && destination.Place.Level == Level.Hub;
        return bothAreHubs && origin.Place.Id != reporter
            ? new FlowFault(
                position, "origin", FlowFaultCode.WrongReporter,
                $"A flow between two hubs is reported by its origin, {origin.Place.Id}, not by {reporter}.",
                $"拠点間のフローは発地 {origin.Place.Id} が報告します。{reporter} からは報告できません。")
            : null;
    }

    private static FlowFault? CheckValues(in ReportedFlow flow, int position, EventTime now)
    {
        if (flow.Layer is < (int)Layer.People or > (int)Layer.Information)
        {
            return new FlowFault(
                position, "layer", FlowFaultCode.InvalidLayer,
                $"Layer {flow.Layer} is not one of people (1), goods (2), money (3), information (4).",
                $"層 {flow.Layer} は ヒト(1)・モノ(2)・カネ(3)・情報(4) のいずれでもありません。");
        }

        if (flow.Quantity is < 1 or > Flow.MaxQuantity)
        {
            return new FlowFault(
                position, "quantity", FlowFaultCode.InvalidQuantity,
                $"Quantity {flow.Quantity} is not between 1 and {Flow.MaxQuantity}.",
                $"数量 {flow.Quantity} は 1 以上 {Flow.MaxQuantity} 以下ではありません。");
        }

        return CheckTime(flow.EventTimeUnixMilliseconds, position, now) ?? CheckAttributes(flow, position);
    }

    private static FlowFault? CheckTime(long unixMilliseconds, int position, EventTime now)
    {
        if (unixMilliseconds < EventTime.Earliest.UnixMilliseconds)
        {
            return new FlowFault(
                position, "event_time_ms", FlowFaultCode.InvalidEventTime,
                $"Event time {Text(unixMilliseconds)} is before {EventTime.Earliest}.",
                $"発生時刻 {Text(unixMilliseconds)} は {EventTime.Earliest} より前です。");
        }

        var latest = Latest(now);
        return unixMilliseconds <= latest.UnixMilliseconds
            ? null
            : new FlowFault(
                position, "event_time_ms", FlowFaultCode.InvalidEventTime,
                $"Event time {Text(unixMilliseconds)} is after {latest}, five minutes ahead of the server; check the clock.",
                $"発生時刻 {Text(unixMilliseconds)} はサーバー時刻の5分先 {latest} より後です。時計を確認してください。");
    }

    private static FlowFault? CheckAttributes(in ReportedFlow flow, int position)
    {
        if (flow.Purpose is < 0 or > (int)Purpose.Other)
        {
            return InvalidField(position, "purpose", $"{flow.Purpose} is not a purpose.", $"{flow.Purpose} は目的の値ではありません。");
        }

        if (flow.Mode is < 0 or > (int)TransportMode.Digital)
        {
            return InvalidField(position, "mode", $"{flow.Mode} is not a mode.", $"{flow.Mode} は手段の値ではありません。");
        }

        return IsDeal(flow.Deal)
            ? null
            : InvalidField(
                position, "deal",
                $"A deal id has at most {Flow.MaxDealLength} characters and no control characters.",
                $"取引IDは制御文字を含まない {Flow.MaxDealLength} 文字以下です。");
    }

    /// <summary>Whether a text may name a deal, or none.</summary>
    internal static bool IsDeal(string? deal)
    {
        deal ??= "";
        for (var i = 0; i < deal.Length; i++)
        {
            if (char.IsSurrogatePair(deal, i))
            {
                i++;
            }
            else if (char.IsControl(deal[i]) || char.IsSurrogate(deal[i]))
            {
                return false;
            }
        }

        return deal.Length <= Flow.MaxDealLength;
    }

    private static FlowFault UnknownPlace(int position, string field, string id) => new(
        position, field, FlowFaultCode.UnknownPlace,
        $"'{Shortened(id)}' is not in the catalogue.", $"「{Shortened(id)}」は台帳にありません。");

    private static FlowFault InvalidField(int position, string field, string message, string messageJa) =>
        new(position, field, FlowFaultCode.InvalidField, message, messageJa);

    private static string Shortened(string id) => id.Length <= 80 ? id : id[..80];

    // A number outside the range of dates is shown as it came.
    private static string Text(long unixMilliseconds) =>
        unixMilliseconds is > -62_135_596_800_000 and < 253_402_300_800_000
            ? new EventTime(unixMilliseconds).ToString()
            : unixMilliseconds.ToString(CultureInfo.InvariantCulture);
}
