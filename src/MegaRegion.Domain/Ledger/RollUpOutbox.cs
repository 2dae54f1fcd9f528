using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// Decides what a place tells its parent, and when the parent has it all. The caller sends one message at a time and
/// says what became of it. Not thread-safe.
/// </summary>
/// <remarks>
/// A message may be lost, repeated or overtaken without harm (see <see cref="RollUpLedger"/>). What could be lost for
/// good is a change whose sender died before it was sent, or that went to a parent who died after its successor had
/// asked for everything. Both show as a difference of the day sums, which the parent returns with every receipt; the
/// longest windows travel last, so a parent with the right sum has the shorter windows, too. A new sender therefore compares first,
/// and on a difference everything is sent.
/// </remarks>
/// <param name="cube">The place's own totals, which remember their changes.</param>
public sealed class RollUpOutbox(Cube cube)
{
    private EventTime? _changedAt;

    /// <summary>Whether the parent may lack something.</summary>
    public bool IsDue => MustCompare || cube.HasChanges;

    /// <summary>Whether the sums must be compared before the parent is known to have everything.</summary>
    public bool MustCompare { get; private set; } = true;

    /// <summary>Notes when a change was accepted.</summary>
    public void Changed(EventTime? acceptedAt) => _changedAt = Older(_changedAt, acceptedAt);

    /// <summary>The next message. Its cells count as sent until <see cref="Failed"/> says otherwise.</summary>
    public OutgoingChanges Take()
    {
        var taken = cube.TakeChanges();
        var outgoing = new OutgoingChanges(MustCompare, MustCompare ? [] : taken, cube.Newest, cube.DaySum, _changedAt)
        {
            Flows = cube.Flows,
            Taken = taken,
        };
        _changedAt = null;
        return outgoing;
    }

    /// <summary>The parent has the message, and answered with its sum of the place's days.</summary>
    /// <returns>False when something is missing at the parent; it will be sent.</returns>
    public bool Delivered(OutgoingChanges outgoing, ulong parentDaySum)
    {
        var isComplete = parentDaySum == outgoing.DaySum;
        if (outgoing.IsComparison && !isComplete)
        {
            cube.MarkAllChanged();
            Changed(outgoing.ChangedAt);
        }

        MustCompare = !outgoing.IsComparison && !isComplete;
        return isComplete;
    }

    /// <summary>The message may not have arrived.</summary>
    public void Failed(OutgoingChanges outgoing)
    {
        cube.MarkChanged(outgoing.Taken);
        Changed(outgoing.ChangedAt);
    }

    /// <summary>There is no parent: nothing is ever sent.</summary>
    public void Discard()
    {
        _ = cube.TakeChanges();
        (MustCompare, _changedAt) = (false, null);
    }

    private static EventTime? Older(EventTime? one, EventTime? other) =>
        one is null ? other : other is null || one.Value.UnixMilliseconds <= other.Value.UnixMilliseconds ? one : other;
}
