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
    private const ulong MaxHorizonMilliseconds = 1UL << 48;

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

    /// <summary>Writes the horizons.</summary>
    public static void WriteRetention(ArrayBufferWriter<byte> output, CubeRetention retention)
    {
        Varint.Write(output, (ulong)retention.Minutes.TotalMilliseconds);
        Varint.Write(output, (ulong)retention.Hours.TotalMilliseconds);
        Varint.Write(output, (ulong)(retention.Days?.TotalMilliseconds ?? 0));
    }

    /// <summary>Reads the horizons.</summary>
    public static CubeRetention ReadRetention(ref ByteReader reader)
    {
        var (minutes, hours, days) = (reader.ReadVarint(), reader.ReadVarint(), reader.ReadVarint());
        return new CubeRetention(
            LengthOf(minutes, reader.Position), LengthOf(hours, reader.Position), days == 0 ? null : LengthOf(days, reader.Position));
    }

    /// <summary>
    /// Reads them into an empty cube, and packs it. Under shorter horizons than those of <paramref name="kept"/> the windows
    /// that are now behind are left out; the sums over all time are made of the days where they were not kept apart.
    /// </summary>
    /// <param name="reader">The bytes.</param>
    /// <param name="cube">Empty; its horizons are those of <paramref name="kept"/> or shorter.</param>
    /// <param name="kept">The horizons under which it was written.</param>
    /// <exception cref="MalformedReportException">The bytes are not a cube.</exception>
    public static Cube Read(ref ByteReader reader, Cube cube, CubeRetention kept)
    {
        if (reader.ReadByte() == 1)
        {
            cube.Advance(new EventTime(reader.ReadSigned()));
        }

        var windows = reader.ReadCount(reader.Remaining, "The number of windows");
        for (var i = 0; i < windows; i++)
        {
            ReadWindow(ref reader, cube, kept.Longest);
        }

        cube.Pack();
        return cube;
    }

    private static void ReadWindow(ref ByteReader reader, Cube cube, WindowSize longest)
    {
        var window = new Window(ReadSize(ref reader), reader.ReadSigned());
        var isFolded = window.Size == longest && longest < cube.Retention.Longest;
        var count = reader.ReadCount(reader.Remaining, "The number of cells");
        ulong pair = 0;
        for (var i = 0; i < count; i++)
        {
            pair += reader.ReadVarint();
            var (key, quantity) = (new PairKey(pair), (long)reader.ReadVarint());
            cube.Raise(window, key, quantity);
            if (isFolded)
            {
                cube.Raise(Window.Ever, key, LayerTotals.Sum(cube[Window.Ever, key], quantity));
            }
        }
    }

    private static WindowSize ReadSize(ref ByteReader reader)
    {
        var size = (WindowSize)reader.ReadByte();
        return size is >= WindowSize.Minute and <= WindowSize.Ever
            ? size
            : throw new MalformedReportException($"{size} is not a size of windows", reader.Position);
    }

    private static TimeSpan LengthOf(ulong milliseconds, int position) => milliseconds <= MaxHorizonMilliseconds
        ? TimeSpan.FromMilliseconds(milliseconds)
        : throw new MalformedReportException("A horizon is too long", position);
}
