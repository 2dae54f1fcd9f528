using System.Buffers;
using MegaRegion.Domain.Flows.Encoding;

namespace MegaRegion.Domain.Ledger;

// A snapshot of a hub:
//   varint offset · varint horizon of minutes, of hours, of days (ms, 0 for ever) · varint reports, flows, late flows · 4 varint totals · 4 varint flows
//   varint producers, each: text, varint next sequence
//   the cells (see CubeCodec)
// Equal ledgers give equal bytes. The bases of truncated journals have this form and are never made again: whoever changes
// it keeps the reader of every format that bases were written in (3 is the first).

/// <summary>A hub's ledger to bytes and back.</summary>
public static class HubLedgerCodec
{
    /// <summary>The format's version; readers know no other.</summary>
    public const int Format = 3;

    private const int MaxProducers = 10_000_000;
    private const int MaxProducerBytes = 512;

    /// <summary>The bytes of a ledger.</summary>
    public static byte[] Encode(HubLedger ledger)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Varint.Write(output, (ulong)ledger.ReflectedOffset);
        CubeCodec.WriteRetention(output, ledger.Cube.Retention);
        WriteCounts(output, ledger);
        WriteProducers(output, ledger.NextSequences);
        CubeCodec.Write(output, ledger.Cube);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The ledger of the bytes; null when it was kept under shorter horizons, so that it lacks windows.</summary>
    /// <exception cref="MalformedReportException">The bytes are not a snapshot.</exception>
    public static HubLedger? Decode(ReadOnlySpan<byte> bytes, CubeRetention retention)
    {
        var reader = new ByteReader(bytes);
        var offset = (long)reader.ReadVarint();
        var kept = CubeCodec.ReadRetention(ref reader);
        if (!kept.Covers(retention))
        {
            return null;
        }

        var counts = new LedgerCounts(
            (long)reader.ReadVarint(), (long)reader.ReadVarint(), (long)reader.ReadVarint());
        var totals = CubeCodec.ReadTotals(ref reader);
        var flows = CubeCodec.ReadTotals(ref reader);
        var producers = ReadProducers(ref reader);
        var cube = CubeCodec.Read(ref reader, new Cube(retention, tracksChanges: true), kept);
        cube.CountFlows(flows);
        reader.ExpectEnd();
        return new HubLedger(cube, producers, offset, counts, totals);
    }

    private static void WriteCounts(ArrayBufferWriter<byte> output, HubLedger ledger)
    {
        Varint.Write(output, (ulong)ledger.Counts.Reports);
        Varint.Write(output, (ulong)ledger.Counts.Flows);
        Varint.Write(output, (ulong)ledger.Counts.LateFlows);
        CubeCodec.WriteTotals(output, ledger.Totals);
        CubeCodec.WriteTotals(output, ledger.Cube.Flows);
    }

    private static void WriteProducers(ArrayBufferWriter<byte> output, IReadOnlyDictionary<string, long> producers)
    {
        Varint.Write(output, (ulong)producers.Count);
        foreach (var (producer, next) in producers.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var text = System.Text.Encoding.UTF8.GetBytes(producer);
            Varint.Write(output, (ulong)text.Length);
            output.Write(text);
            Varint.Write(output, (ulong)next);
        }
    }

    private static Dictionary<string, long> ReadProducers(ref ByteReader reader)
    {
        var count = reader.ReadCount(Math.Min(MaxProducers, reader.Remaining), "The number of producers");
        var producers = new Dictionary<string, long>(count, StringComparer.Ordinal);
        for (var i = 0; i < count; i++)
        {
            var producer = reader.ReadText(MaxProducerBytes);
            producers.Add(producer, (long)reader.ReadVarint());
        }

        return producers;
    }
}
