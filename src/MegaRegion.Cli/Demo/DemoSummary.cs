using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Demo;

/// <summary>What a demonstration came to; with <c>--json</c> this object is the whole output.</summary>
/// <param name="Reports">Reports in the ledger, earlier runs on the same store included.</param>
/// <param name="Flows">Flows in the ledger.</param>
/// <param name="FlowsPerLayer">Flows in the ledger by layer.</param>
/// <param name="QuantityPerLayer">Quantity in the ledger by layer, in its unit.</param>
/// <param name="ModelledLayers">Layers whose figures are modelled or assumed, not observed.</param>
/// <param name="Verified">Whether the verification ran to its end; false when Ctrl-C left it out.</param>
/// <param name="Differences">Of the verification; 0 is the promise. Null without one.</param>
/// <param name="Conclusive">Whether the verification compared everything at one position.</param>
/// <param name="Seconds">From the first to the last report of this run.</param>
/// <param name="PeakMemoryBytes">The most physical memory of the process.</param>
/// <param name="ResidentMemoryBytes">Physical memory at the end.</param>
/// <param name="ColdStartSeconds">From the start of the process until the server was ready.</param>
/// <param name="ReplayFrom">The first replayed hour of this run.</param>
/// <param name="ReplayTo">The last.</param>
/// <param name="ReportsThisRun">Reports that this run made durable.</param>
/// <param name="FlowsThisRun">Flows in them.</param>
/// <param name="DuplicatesThisRun">Reports of this run that the ledger had already.</param>
/// <param name="Producers">Hubs that report.</param>
/// <param name="VerifySeconds">How long the verification took.</param>
/// <param name="Ended">time, year or signal.</param>
internal sealed record DemoSummary(
    long Reports,
    long Flows,
    IReadOnlyDictionary<string, long> FlowsPerLayer,
    IReadOnlyDictionary<string, long> QuantityPerLayer,
    IReadOnlyList<string> ModelledLayers,
    bool Verified,
    long? Differences,
    bool Conclusive,
    double Seconds,
    long PeakMemoryBytes,
    long ResidentMemoryBytes,
    double ColdStartSeconds,
    DateTimeOffset ReplayFrom,
    DateTimeOffset ReplayTo,
    long ReportsThisRun,
    long FlowsThisRun,
    long DuplicatesThisRun,
    int Producers,
    double VerifySeconds,
    string Ended)
{
    /// <summary>Puts it together.</summary>
    public static DemoSummary From(
        DemoState state, VerifyResult verified, LayerOrigins origins, TimeSpan duration, TimeSpan coldStart, string ended) => new(
        verified.Reports,
        verified.Flows,
        verified.Totals.ToDictionary(total => WireNames.Of(total.Layer), total => total.Flows, StringComparer.Ordinal),
        verified.Totals.ToDictionary(total => WireNames.Of(total.Layer), total => total.Quantity, StringComparer.Ordinal),
        [.. WireNames.AllLayers.Where(layer => origins.Of(layer) != DataSet.Flows.Provenance.Observed).Select(WireNames.Of)],
        Verified: true,
        verified.Differences,
        verified.Conclusive,
        Math.Round(duration.TotalSeconds, 3),
        MemoryUse.PeakBytes,
        MemoryUse.ResidentBytes,
        Math.Round(coldStart.TotalSeconds, 3),
        state.TimeOf(state.Clock.FirstHour),
        state.Reached,
        state.Counters.Reports,
        state.Counters.Flows,
        state.Counters.Duplicates,
        state.Producers,
        verified.Seconds,
        ended);

    /// <summary>Puts it together without a verification, from the server's own counts.</summary>
    public static DemoSummary Unverified(
        DemoState state, GetStatusResponse status, LayerOrigins origins, TimeSpan duration, TimeSpan coldStart, string ended)
    {
        var counts = new VerifyResult { Reports = status.JournalHead, Flows = status.Flows, Totals = { status.Totals } };
        return From(state, counts, origins, duration, coldStart, ended) with { Verified = false, Differences = null };
    }
}
