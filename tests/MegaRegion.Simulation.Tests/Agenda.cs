namespace MegaRegion.Simulation.Tests;

/// <summary>The simulated time: what is to happen, in order of time, and of planning where times are equal.</summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Action, (long At, long Order)> _planned = new();
    private long _order;

    /// <summary>Milliseconds since 1970.</summary>
    public long Now { get; private set; } = 1_775_000_000_000;

    /// <summary>Things that happened.</summary>
    public long Count { get; private set; }

    public void In(long milliseconds, Action action) => _planned.Enqueue(action, (Now + milliseconds, _order++));

    /// <summary>Lets the next thing happen; false when nothing is planned up to <paramref name="until"/>.</summary>
    public bool Step(long until)
    {
        if (!_planned.TryPeek(out var action, out var when) || when.At > until)
        {
            return false;
        }

        _planned.Dequeue();
        Now = when.At;
        Count++;
        action();
        return true;
    }
}
