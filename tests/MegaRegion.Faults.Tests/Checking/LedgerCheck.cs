using MegaRegion.Domain.Flows;
using MegaRegion.Faults.Tests.Load;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>
/// The oracle. It compares what the clients were promised with what the store holds and with what the server answered
/// last, and lists every broken promise, each with the number of its invariant in the reliability plan.
/// </summary>
internal static class LedgerCheck
{
    /// <summary>Every broken promise; empty when all were kept.</summary>
    /// <param name="plan">What the reports must hold.</param>
    /// <param name="acknowledged">What the clients were promised.</param>
    /// <param name="stored">The journal after the last server has ended.</param>
    /// <param name="served">The totals by layer that the last server answered when all was quiet.</param>
    public static IReadOnlyList<string> Run(
        ReportPlan plan,
        IReadOnlyCollection<Acknowledgement> acknowledged,
        IReadOnlyList<StoredReport> stored,
        IReadOnlyDictionary<Layer, long> served) =>
        [.. Lost(acknowledged, stored), .. Doubled(stored), .. Disordered(stored), .. Changed(plan, stored),
            .. Unbalanced(plan, stored, served)];

    private static IEnumerable<string> Lost(
        IReadOnlyCollection<Acknowledgement> acknowledged, IReadOnlyList<StoredReport> stored)
    {
        var offsets = stored.ToLookup(row => (row.Hub, row.Sequence), row => row.Offset);
        return acknowledged
            .Where(promise => !offsets[(promise.Hub, promise.Sequence)].Contains(promise.Offset))
            .Select(promise => $"I1: {promise} is not in the store");
    }

    private static IEnumerable<string> Doubled(IReadOnlyList<StoredReport> stored) =>
        stored.GroupBy(row => (row.Hub, row.Producer, row.Sequence))
            .Where(rows => rows.Skip(1).Any())
            .Select(rows => $"I2: {rows.Key} is stored {rows.Count()} times");

    private static IEnumerable<string> Disordered(IReadOnlyList<StoredReport> stored) =>
        stored.OrderBy(row => row.Offset)
            .GroupBy(row => (row.Hub, row.Producer))
            .SelectMany(rows => rows.Select((row, index) => (row.Sequence, Expected: index + 1L))
                .Where(pair => pair.Sequence != pair.Expected)
                .Take(1)
                .Select(pair => $"I4: {rows.Key} has {pair.Sequence} where {pair.Expected} is due"));

    private static IEnumerable<string> Changed(ReportPlan plan, IReadOnlyList<StoredReport> stored) =>
        stored.Where(row => !row.Payload.AsSpan().SequenceEqual(plan.PayloadOf(row.Hub, row.Sequence)))
            .Select(row => $"I2: report {row.Sequence} of {row.Hub} is not the one that was sent");

    private static IEnumerable<string> Unbalanced(
        ReportPlan plan, IReadOnlyList<StoredReport> stored, IReadOnlyDictionary<Layer, long> served)
    {
        var expected = stored.SelectMany(row => plan.FlowsOf(row.Hub, row.Sequence)).ToLookup(flow => flow.Layer);
        return Enum.GetValues<Layer>()
            .Select(layer => (Layer: layer, Expected: expected[layer].Sum(flow => flow.Quantity), Served: served.GetValueOrDefault(layer)))
            .Where(total => total.Expected != total.Served)
            .Select(total => $"I3: {total.Layer} is served as {total.Served}, the reports sum to {total.Expected}");
    }
}
