namespace MegaRegion.Storage.Postgres;

/// <summary>The end of a hub's part of the journal.</summary>
/// <param name="number">The hub's number.</param>
internal sealed class HubTail(int number)
{
    /// <summary>The hub's number.</summary>
    public int Number { get; } = number;

    /// <summary>The offset of its newest report, those of the open group included.</summary>
    public long LastOffset { get; set; }

    /// <summary>How many reports it has, those of the open group included.</summary>
    public long Reports { get; set; }

    /// <summary>When the end was asked for; see <see cref="HubTails.Expire"/>.</summary>
    public long Age { get; set; }

    /// <summary>Whether the open group has moved the end.</summary>
    public bool IsDirty { get; set; }

    /// <summary>Numbers of its producers, as far as they are known.</summary>
    public Dictionary<string, int> Producers { get; } = new(StringComparer.Ordinal);
}
