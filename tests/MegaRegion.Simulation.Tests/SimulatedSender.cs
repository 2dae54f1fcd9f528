using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Simulation.Tests;

/// <summary>Drives the outbox of a place over the network: one message at a time, given up after a timeout.</summary>
internal sealed class SimulatedSender(World world, PlaceNumber self, SimulatedNode? parent, Cube cube)
{
    private const long TimeoutMilliseconds = 2_000;
    private const long DelayMilliseconds = 250;

    private readonly RollUpOutbox _outbox = new(cube);
    private bool _isScheduled;
    private OutgoingChanges? _underway;

    /// <summary>Set when the place has died: nothing of this sender happens any more.</summary>
    public bool IsDead { get; set; }

    public bool IsDone => !_outbox.IsDue && _underway is null;

    public void Changed()
    {
        if (!_isScheduled && _underway is null)
        {
            _isScheduled = true;
            world.Agenda.In(DelayMilliseconds, Send);
        }
    }

    private void Send()
    {
        _isScheduled = false;
        if (IsDead || _underway is not null)
        {
            return;
        }

        if (parent is null)
        {
            _outbox.Discard();
            return;
        }

        var outgoing = _outbox.Take();
        if (outgoing.IsComparison && world.Flaw == Flaw.NeverCompares)
        {
            _outbox.Delivered(outgoing, outgoing.DaySum);
            Changed();
            return;
        }

        if (outgoing.IsComparison || outgoing.Cells.Count > 0)
        {
            _underway = outgoing;
            Post(outgoing, parent);
        }
    }

    private void Post(OutgoingChanges outgoing, SimulatedNode to)
    {
        var cells = outgoing.Cells;
        world.Network.Send(() =>
        {
            if (to.Receive(self, outgoing.Newest, cells) is { } sum)
            {
                world.Network.Send(() => Answered(outgoing, sum));
            }
        });
        world.Agenda.In(TimeoutMilliseconds, () => TimedOut(outgoing));
    }

    private void Answered(OutgoingChanges outgoing, ulong sum)
    {
        if (!IsDead && ReferenceEquals(_underway, outgoing))
        {
            _underway = null;
            _outbox.Delivered(outgoing, world.Flaw == Flaw.NeverCompares ? outgoing.DaySum : sum);
            Reschedule();
        }
    }

    private void TimedOut(OutgoingChanges outgoing)
    {
        if (!IsDead && ReferenceEquals(_underway, outgoing))
        {
            _underway = null;
            if (world.Flaw != Flaw.ForgetsFailures)
            {
                _outbox.Failed(outgoing);
            }

            Reschedule();
        }
    }

    private void Reschedule()
    {
        if (_outbox.IsDue)
        {
            Changed();
        }
    }
}
