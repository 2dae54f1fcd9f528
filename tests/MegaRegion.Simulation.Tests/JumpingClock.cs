namespace MegaRegion.Simulation.Tests;

/// <summary>
/// A server's clock in simulated time. Its wall clock jumps: an hour ahead or back, minutes back, a leap second, and home
/// again. Timestamps do not.
/// </summary>
internal sealed class JumpingClock : TimeProvider
{
    private static readonly long[] Jumps = [3_600_000, -3_600_000, -600_000, 1_000, -1_000, 0];

    private readonly Agenda _agenda;
    private readonly Random _random;
    private long _offset;

    /// <summary>A clock.</summary>
    /// <param name="agenda">The true time.</param>
    /// <param name="seed">Decides the jumps; null for a clock that is right.</param>
    public JumpingClock(Agenda agenda, int? seed)
    {
        (_agenda, _random) = (agenda, new Random(seed ?? 0));
        if (seed is not null)
        {
            agenda.In(_random.Next(500, 5_000), Jump);
        }
    }

    /// <summary>Jumps so far.</summary>
    public int Count { get; private set; }

    public override long TimestampFrequency => 1_000;

    /// <summary>Sets the clock right for good.</summary>
    public bool IsHealed { get; set; }

    public override long GetTimestamp() => _agenda.Now;

    public override DateTimeOffset GetUtcNow() =>
        DateTimeOffset.FromUnixTimeMilliseconds(_agenda.Now + (IsHealed ? 0 : _offset));

    private void Jump()
    {
        _offset = Jumps[_random.Next(Jumps.Length)];
        Count++;
        if (!IsHealed)
        {
            _agenda.In(_random.Next(500, 5_000), Jump);
        }
    }
}
