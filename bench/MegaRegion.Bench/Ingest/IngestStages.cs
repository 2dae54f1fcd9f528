using System.Security.Cryptography;
using MegaRegion.Client.Reporting;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Reports;
using Flow = MegaRegion.V1.Flow;
using FlowReport = MegaRegion.V1.FlowReport;

namespace MegaRegion.Bench.Ingest;

/// <summary>The stages of a columnar report that cost processor time, each alone on one core.</summary>
internal static class IngestStages
{
    /// <summary>Nanoseconds of processor time for a flow by stage.</summary>
    public static IReadOnlyDictionary<string, double> Measure(
        Flow[] flows, byte[] message, IReadOnlyList<string> places, TimeSpan time)
    {
        var encoder = new FlowColumnEncoder();
        var columns = ColumnBody.ColumnsOf(FlowReport.Parser.ParseFrom(message).Columns);
        var hub = new PlaceId(IngestBench.HubId(0));
        var directory = DirectoryOf(hub, places);
        var now = EventTime.From(TimeProvider.System.GetUtcNow());
        var (payload, decoded) = ColumnReport.TryEncode(columns)!.Value;
        var ledger = new HubLedger(CubeRetention.Default);
        var sequence = 0;
        var work = new Dictionary<string, Action>(StringComparer.Ordinal)
        {
            ["clientEncode"] = () => encoder.TryEncode(flows),
            ["protobufDecode"] = () => FlowReport.Parser.ParseFrom(message),
            ["canonical"] = () => ColumnReport.TryEncode(columns)!.Value.Decoded.Dispose(),
            ["check"] = () => ReportCheck.IsSound(decoded, hub, directory, now),
            ["checksum"] = () => SHA256.HashData(payload),
            ["prepare"] = () => PreparedReport.TryPrepare(payload, directory, out _)!.Dispose(),
            ["prepareAndFold"] = () =>
            {
                using var prepared = PreparedReport.TryPrepare(payload, directory, out _)!;
                sequence++;
                ledger.Apply("stage", sequence, sequence, prepared);
            },
        };
        var nanoseconds = work.ToDictionary(
            stage => stage.Key,
            stage => 1e9 / Repeat.PerCpuSecond(stage.Value, time) / flows.Length,
            StringComparer.Ordinal);
        decoded.Dispose();
        return nanoseconds;
    }

    private static PlaceDirectory DirectoryOf(PlaceId hub, IReadOnlyList<string> places)
    {
        var root = new PlaceId("mega:bench");
        Place[] all =
        [
            new(root, Level.MegaRegion, null, "", "", ""),
            .. places.Select(id => new Place(new PlaceId(id), Level.City, root, "", "", "")),
            new(hub, Level.Hub, new PlaceId(places[0]), "", "", "", Hub: HubProfile.Unknown),
        ];
        return new PlaceDirectory(all.Select((place, i) => new CatalogEntry(place, new PlaceNumber(i + 1), 1)), 1);
    }
}
