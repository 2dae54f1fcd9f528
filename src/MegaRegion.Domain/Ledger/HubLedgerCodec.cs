using System.Buffers;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;

namespace MegaRegion.Domain.Ledger;

// A snapshot of a hub:
//   varint offset · varint horizon of minutes, of hours (ms) · varint reports, flows, late flows · 4 varint totals · 4 varint flows
//   varint producers, each: text, varint next sequence
//   byte 1 and signed newest event, or byte 0
//   varint windows, each: byte size, signed start, varint cells, each: varint pair (difference from the one before, in
//   order), varint quantity
// Equal ledgers give equal bytes.

/// <summary>A hub's ledger to bytes and back.</summary>
public static class HubLedgerCodec
{
    /// <summary>The format's version; readers know no other.</summary>
    public const int Format = 2;

    private const int MaxProducers = 10_000_000;
    private const int MaxProducerBytes = 512;

    /// <summary>The bytes of a ledger.</summary>
    public static byte[] Encode(HubLedger ledger)
    {
        var output = new ArrayBufferWriter<byte>(256);
        Varint.Write(output, (ulong)ledger.ReflectedOffset);
        Varint.Write(output, (ulong)ledger.Cube.Retention.Minutes.TotalMilliseconds);
        Varint.Write(output, (ulong)ledger.Cube.Retention.Hours.TotalMilliseconds);
        WriteCounts(output, ledger);
        WriteProducers(output, ledger.NextSequences);
        WriteCube(output, ledger.Cube);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The ledger of the bytes; null when it was kept under other horizons, so that its windows do not fit.</summary>
    /// <exception cref="MalformedReportException">The bytes are not a snapshot.</exception>
    public static HubLedger? Decode(ReadOnlySpan<byte> bytes, CubeRetention retention)
    {
        var reader = new ByteReader(bytes);
        var offset = (long)reader.ReadVarint();
        if (reader.ReadVarint() != (ulong)retention.Minutes.TotalMilliseconds
            || reader.ReadVarint() != (ulong)retention.Hours.TotalMilliseconds)
        {
            return null;
        }

        var counts = new LedgerCounts(
            (long)reader.ReadVarint(), (long)reader.ReadVarint(), (long)reader.ReadVarint());
        var totals = ReadTotals(ref reader);
        var flows = ReadTotals(ref reader);
        var producers = ReadProducers(ref reader);
        var cube = ReadCube(ref reader, retention);
        cube.CountFlows(flows);
        reader.ExpectEnd();
        return new HubLedger(cube, producers, offset, counts, totals);
    }

    private static void WriteCounts(ArrayBufferWriter<byte> output, HubLedger ledger)
    {
        Varint.Write(output, (ulong)ledger.Counts.Reports);
        Varint.Write(output, (ulong)ledger.Counts.Flows);
        Varint.Write(output, (ulong)ledger.Counts.LateFlows);
        WriteTotals(output, ledger.Totals);
        WriteTotals(output, ledger.Cube.Flows);
    }

    private static void WriteTotals(ArrayBufferWriter<byte> output, LayerTotals totals)
    {
        Varint.Write(output, (ulong)totals.People);
        Varint.Write(output, (ulong)totals.Goods);
        Varint.Write(output, (ulong)totals.Money);
        Varint.Write(output, (ulong)totals.Information);
    }

    private static LayerTotals ReadTotals(ref ByteReader reader) => new(
        (long)reader.ReadVarint(), (long)reader.ReadVarint(), (long)reader.ReadVarint(), (long)reader.ReadVarint());

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

    private static void WriteCube(ArrayBufferWriter<byte> output, Cube cube)
    {
        output.Write([(byte)(cube.Newest is null ? 0 : 1)]);
        if (cube.Newest is { } newest)
        {
            Varint.WriteSigned(output, newest.UnixMilliseconds);
        }

        var windows = cube.Windows().ToList();
        Varint.Write(output, (ulong)windows.Count);
        foreach (var window in windows)
        {
            WriteWindow(output, cube.Read(window));
        }
    }

    private static void WriteWindow(ArrayBufferWriter<byte> output, WindowCells cells)
    {
        Array.Sort(cells.Pairs, cells.Quantities);
        output.Write([(byte)cells.Window.Size]);
        Varint.WriteSigned(output, cells.Window.StartUnixMilliseconds);
        Varint.Write(output, (ulong)cells.Count);
        ulong previous = 0;
        for (var i = 0; i < cells.Count; i++)
        {
            Varint.Write(output, cells.Pairs[i] - previous);
            Varint.Write(output, (ulong)cells.Quantities[i]);
            previous = cells.Pairs[i];
        }
    }

    private static Cube ReadCube(ref ByteReader reader, CubeRetention retention)
    {
        var cube = new Cube(retention, tracksChanges: true);
        if (reader.ReadByte() == 1)
        {
            cube.Advance(new EventTime(reader.ReadSigned()));
        }

        var windows = reader.ReadCount(reader.Remaining, "The number of windows");
        for (var i = 0; i < windows; i++)
        {
            ReadWindow(ref reader, cube);
        }

        cube.Pack();
        return cube;
    }

    private static void ReadWindow(ref ByteReader reader, Cube cube)
    {
        var window = new Window((WindowSize)reader.ReadByte(), reader.ReadSigned());
        var count = reader.ReadCount(reader.Remaining, "The number of cells");
        ulong pair = 0;
        for (var i = 0; i < count; i++)
        {
            pair += reader.ReadVarint();
            cube.Raise(window, new PairKey(pair), (long)reader.ReadVarint());
        }
    }
}
