using System.Globalization;
using Grpc.Core;
using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>
/// Compares what a load knows to be acknowledged with what the server shows of its journal: for each producer the number of
/// reports, their flows, and the quantity of each layer. Traffic of others does not disturb it.
/// </summary>
internal static class LedgerProof
{
    private const int MaxListed = 20;

    /// <summary>Where the journal of a server ends now.</summary>
    public static async Task<long> HeadAsync(ChannelBase channel, CancellationToken stop) =>
        (await new OperationsService.OperationsServiceClient(channel).GetStatusAsync(new GetStatusRequest(), cancellationToken: stop)).JournalHead;

    /// <summary>Reads the journal and compares.</summary>
    /// <param name="channel">The server.</param>
    /// <param name="tallies">What is known to be acknowledged. No report may be under way.</param>
    /// <param name="after">Where the journal ended when the load began.</param>
    /// <param name="time">Measures how long it takes.</param>
    /// <param name="stop">Ends it.</param>
    public static async Task<LedgerFinding> CheckAsync(
        ChannelBase channel, IReadOnlyList<ProducerTally> tallies, long after, TimeProvider time, CancellationToken stop)
    {
        var begun = time.GetTimestamp();
        var shown = tallies.ToDictionary(tally => (tally.Hub, tally.Producer), tally => new Shown(tally.Reports));
        using var export = new OperationsService.OperationsServiceClient(channel).ExportFlows(
            new ExportFlowsRequest { AfterPosition = after }, cancellationToken: stop);
        await foreach (var page in export.ResponseStream.ReadAllAsync(stop))
        {
            foreach (var report in page.Reports)
            {
                if (shown.TryGetValue((report.Hub, report.Producer), out var of))
                    of.Add(report);
            }
        }

        var differences = tallies.Select(tally => Difference(tally, shown[(tally.Hub, tally.Producer)])).OfType<string>().ToList();
        return new LedgerFinding(
            tallies.Sum(tally => tally.Reports),
            shown.Values.Sum(of => of.Reports),
            shown.Values.Sum(of => of.Beyond),
            shown.Values.Sum(of => of.Flows),
            WireNames.AllLayers.ToDictionary(WireNames.Of, layer => shown.Values.Sum(of => of.Quantities.GetValueOrDefault(layer)), StringComparer.Ordinal),
            differences.Count,
            [.. differences.Take(MaxListed)],
            time.GetElapsedTime(begun).TotalSeconds);
    }

    private static string? Difference(ProducerTally tally, Shown shown)
    {
        var (reports, flows, quantities) = tally.Sums();
        if (reports == shown.Reports && flows == shown.Flows && WireNames.AllLayers.All(layer => quantities.GetValueOrDefault(layer) == shown.Quantities.GetValueOrDefault(layer)))
            return null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tally.Hub} {tally.Producer}: acknowledged {Told(reports, flows, quantities)}, in the ledger {Told(shown.Reports, shown.Flows, shown.Quantities)}");
    }

    private static string Told(long reports, long flows, IReadOnlyDictionary<Layer, long> quantities) => string.Create(
        CultureInfo.InvariantCulture,
        $"{reports} reports, {flows} flows, {string.Join(", ", WireNames.AllLayers.Select(layer => string.Create(CultureInfo.InvariantCulture, $"{WireNames.Of(layer)} {quantities.GetValueOrDefault(layer)}")))}");

    /// <summary>What the ledger shows of a producer's acknowledged reports, which are its first ones.</summary>
    private sealed class Shown(long acknowledged)
    {
        public Dictionary<Layer, long> Quantities { get; } = [];

        public long Reports { get; private set; }

        public long Beyond { get; private set; }

        public long Flows { get; private set; }

        public void Add(ExportedReport part)
        {
            var isFirst = part.FirstFlow == 0;
            if (part.Sequence > acknowledged)
            {
                Beyond += isFirst ? 1 : 0;
                return;
            }

            Reports += isFirst ? 1 : 0;
            Flows += part.Flows.Count;
            foreach (var flow in part.Flows)
                Quantities[flow.Layer] = checked(Quantities.GetValueOrDefault(flow.Layer) + flow.Quantity);
        }
    }
}
