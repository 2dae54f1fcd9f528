using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Faults.Tests.Load;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>
/// The oracle. It compares what the clients were promised with what the store holds and with what the server answered
/// last, and lists every broken promise, each with the number of its invariant in the reliability plan. It goes once
/// through the journal, so the journal may be longer than memory.
/// </summary>
/// <param name="plan">What the reports must hold.</param>
/// <param name="acknowledged">What the clients were promised.</param>
internal sealed class LedgerCheck(ReportPlan plan, IReadOnlyCollection<Acknowledgement> acknowledged)
{
    private readonly Acknowledgement[] _promises = InOrderOfOffsets(acknowledged);
    private readonly Dictionary<(string Hub, string Producer), long> _latest = [];
    private readonly Dictionary<Layer, long> _expected = [];
    private readonly List<string> _faults = [];
    private long _offset;
    private int _promise;

    /// <summary>Every broken promise; empty when all were kept.</summary>
    /// <param name="plan">What the reports must hold.</param>
    /// <param name="acknowledged">What the clients were promised.</param>
    /// <param name="stored">The journal after the last server has ended, in the order of its offsets.</param>
    /// <param name="served">The totals by layer that the last server answered when all was quiet.</param>
    public static IReadOnlyList<string> Run(
        ReportPlan plan,
        IReadOnlyCollection<Acknowledgement> acknowledged,
        IEnumerable<StoredReport> stored,
        IReadOnlyDictionary<Layer, long> served)
    {
        var check = new LedgerCheck(plan, acknowledged);
        foreach (var row in stored)
        {
            check.Take(row);
        }

        return check.Conclude(served);
    }

    /// <summary>Takes in the next row of the journal.</summary>
    public void Take(StoredReport row)
    {
        if (row.Offset <= _offset)
        {
            throw new ArgumentException($"Offset {row.Offset} comes after {_offset}; give the rows in the order of their offsets.", nameof(row));
        }

        _offset = row.Offset;
        Keep(row);
        Follow(row);
        var flows = plan.FlowsOf(row.Hub, row.Sequence);
        if (!row.Payload.AsSpan().SequenceEqual(ReportCodec.Encode(flows)))
        {
            _faults.Add($"I2: report {row.Sequence} of {row.Hub} is not the one that was sent");
        }

        foreach (var flow in flows)
        {
            _expected[flow.Layer] = checked(_expected.GetValueOrDefault(flow.Layer) + flow.Quantity);
        }
    }

    /// <summary>Every broken promise, after the last row.</summary>
    /// <param name="served">The totals by layer that the last server answered when all was quiet.</param>
    public IReadOnlyList<string> Conclude(IReadOnlyDictionary<Layer, long> served) =>
    [
        .. _faults,
        .. _promises[_promise..].Select(Lost),
        .. Enum.GetValues<Layer>()
            .Select(layer => (Layer: layer, Expected: _expected.GetValueOrDefault(layer), Served: served.GetValueOrDefault(layer)))
            .Where(total => total.Expected != total.Served)
            .Select(total => $"I3: {total.Layer} is served as {total.Served}, the reports sum to {total.Expected}"),
    ];

    private static Acknowledgement[] InOrderOfOffsets(IReadOnlyCollection<Acknowledgement> acknowledged)
    {
        var promises = acknowledged.ToArray();
        Array.Sort(promises, (one, other) => one.Offset.CompareTo(other.Offset));
        return promises;
    }

    private static string Lost(Acknowledgement promise) => $"I1: {promise} is not in the store";

    // A report that was sent again has several promises.
    private void Keep(StoredReport row)
    {
        for (; _promise < _promises.Length && _promises[_promise].Offset <= row.Offset; _promise++)
        {
            if (_promises[_promise] != new Acknowledgement(row.Hub, row.Sequence, row.Offset))
            {
                _faults.Add(Lost(_promises[_promise]));
            }
        }
    }

    private void Follow(StoredReport row)
    {
        var source = (row.Hub, row.Producer);
        var due = _latest.GetValueOrDefault(source) + 1;
        if (row.Sequence < due)
        {
            _faults.Add($"I2: {source} has {row.Sequence} again, or too late");
            return;
        }

        if (row.Sequence > due)
        {
            _faults.Add($"I4: {source} has {row.Sequence} where {due} is due");
        }

        _latest[source] = row.Sequence;
    }
}
