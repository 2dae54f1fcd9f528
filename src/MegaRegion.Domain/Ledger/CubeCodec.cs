using System.Buffers;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;

namespace MegaRegion.Domain.Ledger;

// A cube in a snapshot:
//   byte 1 and signed newest event, or byte 0
//   varint windows, each: byte size, signed start, varint cells, each: varint pair (difference from the one before, in
//   order), varint quantity

/// <summary>The part that snapshots of hubs and of the places above them have in common.</summary>
internal static class CubeCodec
{
    /// <summary>Writes a number for each layer.</summary>
    public static void WriteTotals(ArrayBufferWriter<byte> output, LayerTotals totals)
    {
        Varint.Write(output, (ulong)totals.People);
        Varint.Write(output, (ulong)totals.Goods);
        Varint.Write(output, (ulong)totals.Money);
        Varint.Write(output, (ulong)totals.Information);
    }

    /// <summary>Reads a number for each layer.</summary>
    public static LayerTotals ReadTotals(ref ByteReader reader) => new(
        (long)reader.ReadVarint(), (long)reader.ReadVarint(), (long)reader.ReadVarint(), (long)reader.ReadVarint());

    /// <summary>Writes the newest event and every cell.</summary>
    public static void Write(ArrayBufferWriter<byte> output, Cube cube)
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

    /// <summary>Reads them into an empty cube of the same horizons, and packs it.</summary>
    /// <exception cref="MalformedReportException">The bytes are not a cube.</exception>
    public static Cube Read(ref ByteReader reader, Cube cube)
    {
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
