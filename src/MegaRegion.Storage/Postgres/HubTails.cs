namespace MegaRegion.Storage.Postgres;

/// <summary>
/// What this process knows of the ends of the hubs' parts, so that a group need not ask for them. An end is valid as long
/// as nobody else has appended, that is while the journal's head is where this process left it; numbers of hubs and
/// producers are valid for ever. Belongs to the writer thread.
/// </summary>
internal sealed class HubTails
{
    private readonly Dictionary<string, HubTail> _tails = new(StringComparer.Ordinal);
    private long _age;

    /// <summary>The journal's head when the ends were valid; negative when nothing is known.</summary>
    public long Head { get; set; } = -1;

    /// <summary>Someone else has appended: every end has to be asked for again.</summary>
    public void Expire() => _age++;

    /// <summary>A group failed: nothing is known any more.</summary>
    public void Forget()
    {
        _tails.Clear();
        Head = -1;
    }

    /// <summary>A hub whose end is valid, or null.</summary>
    public HubTail? Find(string hub) => _tails.TryGetValue(hub, out var tail) && tail.Age == _age ? tail : null;

    /// <summary>Remembers what the database says of a hub.</summary>
    public HubTail Put(string hub, int number, long lastOffset, long reports)
    {
        if (!_tails.TryGetValue(hub, out var tail))
        {
            tail = new HubTail(number);
            _tails.Add(hub, tail);
        }

        (tail.LastOffset, tail.Reports, tail.Age, tail.IsDirty) = (lastOffset, reports, _age, false);
        return tail;
    }
}
