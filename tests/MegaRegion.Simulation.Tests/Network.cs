namespace MegaRegion.Simulation.Tests;

/// <summary>Loses, repeats, delays and reorders messages, until it is told to heal.</summary>
internal sealed class Network(Agenda agenda, Random random)
{
    private readonly double _loss = random.NextDouble() * 0.3;
    private readonly double _repeat = random.NextDouble() * 0.3;
    private readonly int _delay = random.Next(1, 400);

    public bool IsHealed { get; set; }

    public long Lost { get; private set; }

    public long Repeated { get; private set; }

    public void Send(Action deliver)
    {
        if (!IsHealed && random.NextDouble() < _loss)
        {
            Lost++;
            return;
        }

        agenda.In(Delay(), deliver);
        if (!IsHealed && random.NextDouble() < _repeat)
        {
            Repeated++;
            agenda.In(Delay(), deliver);
        }
    }

    // Now and then a message takes a very long way.
    private long Delay() => IsHealed ? 1
        : random.Next(20) == 0 ? random.Next(1_000, 20_000)
        : random.Next(1, 1 + _delay);
}
