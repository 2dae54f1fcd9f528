using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// What a hub knows: the next sequence of each producer and the totals of its flows. A decide-and-apply state machine:
/// the caller decides, makes the report durable, then applies it; recovery only applies, in the order of the journal,
/// and gives the same state. Not thread-safe.
/// </summary>
public sealed class HubLedger
{
    /// <summary>A flow this far behind the newest event of the hub counts as late.</summary>
    public static readonly TimeSpan LateAfter = TimeSpan.FromHours(1);

    private readonly Dictionary<string, long> _nextSequences;

    /// <summary>An empty ledger.</summary>
    public HubLedger(CubeRetention retention)
        : this(new Cube(retention, tracksChanges: true), new(StringComparer.Ordinal), 0, default, default)
    {
    }

    internal HubLedger(
        Cube cube, Dictionary<string, long> nextSequences, long reflectedOffset, LedgerCounts counts, LayerTotals totals)
    {
        Cube = cube;
        _nextSequences = nextSequences;
        ReflectedOffset = reflectedOffset;
        Counts = counts;
        Totals = totals;
    }

    /// <summary>The journal offset of the newest report in the ledger; 0 when it is empty.</summary>
    public long ReflectedOffset { get; private set; }

    /// <summary>The totals by cell; the owner of the ledger takes the changes for the level above.</summary>
    public Cube Cube { get; }

    /// <summary>Reports, flows and late flows so far.</summary>
    public LedgerCounts Counts { get; private set; }

    /// <summary>Quantity by layer over all flows.</summary>
    public LayerTotals Totals { get; private set; }

    /// <summary>The next sequence of each producer.</summary>
    public IReadOnlyDictionary<string, long> NextSequences => _nextSequences;

    /// <summary>The sequence that a producer's next report must have, from 1.</summary>
    public long NextSequence(string producer) => _nextSequences.TryGetValue(producer, out var next) ? next : 1;

    /// <summary>What a sequence is to a producer.</summary>
    public SequenceVerdict Decide(string producer, long sequence)
    {
        var next = NextSequence(producer);
        return sequence == next ? SequenceVerdict.Next
            : sequence < next ? SequenceVerdict.Recorded
            : SequenceVerdict.Gap;
    }

    /// <summary>Folds a durable report in.</summary>
    /// <param name="producer">Its producer.</param>
    /// <param name="sequence">Its sequence; the next one of the producer.</param>
    /// <param name="offset">Its place in the journal, after that of every report applied before.</param>
    /// <param name="report">The report.</param>
    /// <returns>How many of its flows were late.</returns>
    /// <exception cref="InvalidOperationException">The order is wrong: the journal or its reader is broken.</exception>
    public int Apply(string producer, long sequence, long offset, PreparedReport report)
    {
        if (Decide(producer, sequence) != SequenceVerdict.Next || offset <= ReflectedOffset)
        {
            throw new InvalidOperationException(
                $"Report {sequence} of {producer} at offset {offset} does not follow: " +
                $"sequence {NextSequence(producer)} after offset {ReflectedOffset} was due.");
        }

        var late = Fold(report);
        Cube.CountFlows(report.Flows);
        _nextSequences[producer] = sequence + 1;
        ReflectedOffset = offset;
        Totals += report.Totals;
        Counts = new LedgerCounts(Counts.Reports + 1, Counts.Flows + report.FlowCount, Counts.LateFlows + late);
        return late;
    }

    private int Fold(PreparedReport report)
    {
        var lateBefore = Cube.Newest is { } newest
            ? newest.UnixMilliseconds - (long)LateAfter.TotalMilliseconds
            : long.MinValue;
        var times = report.Times;
        if (times.IsEmpty)
        {
            return 0;
        }

        Cube.Advance(new EventTime(NewestOf(times)));
        Cube.Add(report.Pairs, report.Quantities, times);
        var late = 0;
        foreach (var time in times)
        {
            late += time < lateBefore ? 1 : 0;
        }

        return late;
    }

    private static long NewestOf(ReadOnlySpan<long> times)
    {
        var newest = times[0];
        foreach (var time in times)
        {
            newest = Math.Max(newest, time);
        }

        return newest;
    }
}
