using MegaRegion.Domain.Places;

namespace MegaRegion.Simulation.Tests;

/// <summary>A report as the journal keeps it.</summary>
internal sealed record JournalLine(long Offset, PlaceId Hub, string Producer, long Sequence, byte[] Payload);

/// <summary>A journal that keeps its promise: what it has acknowledged is there, each (hub, producer, sequence) once.</summary>
internal sealed class SimulatedJournal
{
    private readonly List<JournalLine> _lines = [];
    private readonly HashSet<(PlaceId, string, long)> _keys = [];

    public IReadOnlyList<JournalLine> Lines => _lines;

    /// <summary>The offset of the new line, or null when another writer was first.</summary>
    public long? Append(PlaceId hub, string producer, long sequence, byte[] payload, bool isUnique)
    {
        if (!_keys.Add((hub, producer, sequence)) && isUnique)
        {
            return null;
        }

        _lines.Add(new JournalLine(_lines.Count + 1, hub, producer, sequence, payload));
        return _lines.Count;
    }

    public JournalLine? Find(PlaceId hub, string producer, long sequence) => _lines.Find(line =>
        line.Hub == hub && line.Sequence == sequence && string.Equals(line.Producer, producer, StringComparison.Ordinal));

    public IEnumerable<JournalLine> Of(PlaceId hub, long afterOffset) =>
        _lines.Where(line => line.Hub == hub && line.Offset > afterOffset);
}
