namespace MegaRegion.Domain.Ledger;

/// <summary>
/// The newest changes in the order in which they happened, numbered from 1. Bounded: when it is full, the oldest are
/// forgotten, and a reader that had not come so far must read everything anew. Not thread-safe.
/// </summary>
/// <param name="capacity">The most changes to remember.</param>
public sealed class ChangeLog(int capacity)
{
    private const int FirstCapacity = 64;

    private ChangedCell[] _ring = new ChangedCell[Math.Min(FirstCapacity, capacity)];

    /// <summary>The number of the newest change; 0 before the first.</summary>
    public long Version { get; private set; }

    /// <summary>The number of the oldest change that is remembered.</summary>
    public long OldestVersion => Math.Max(1, Version - _ring.Length + 1);

    /// <summary>Whether every change after <paramref name="version"/> is remembered.</summary>
    public bool Reaches(long version) => version >= OldestVersion - 1 && version <= Version;

    /// <summary>Appends a change.</summary>
    public void Add(in ChangedCell change)
    {
        if (Version == _ring.Length && _ring.Length < capacity)
        {
            // Until it has grown to its capacity the ring has never wrapped: change n stands at n - 1.
            Array.Resize(ref _ring, (int)Math.Min(capacity, _ring.Length * 2L));
        }

        _ring[(int)(Version % _ring.Length)] = change;
        Version++;
    }

    /// <summary>The change of a number from <see cref="OldestVersion"/> to <see cref="Version"/>.</summary>
    public ChangedCell this[long version] =>
        version >= OldestVersion && version <= Version
            ? _ring[(int)((version - 1) % _ring.Length)]
            : throw new ArgumentOutOfRangeException(nameof(version), version, $"{OldestVersion} to {Version} are remembered.");
}
