using System.Buffers.Text;

namespace MegaRegion.Cli.Exporting;

// A cut export ends anywhere: in the middle of a row, or of a report. Every row begins with three numbers, the position
// of its report, its line and the report's lines, in CSV as in JSON. So the last row whose line equals its lines, and
// that a line feed ends, closes the last whole report. What follows it is cut off, and the export goes on from there.

/// <summary>Where the whole reports of an export end.</summary>
/// <param name="Length">Bytes of the file up to there.</param>
/// <param name="Position">Position of the last whole report in the journal; 0 when there is none.</param>
internal readonly record struct ExportEnd(long Length, long Position)
{
    /// <summary>A report has at most 100,000 flows, so its rows fit in here.</summary>
    private const int MaxTail = 64 << 20;

    /// <summary>Finds the end, or null when the file is not an export in this form.</summary>
    /// <param name="file">Open for reading.</param>
    /// <param name="format">One of <see cref="ExportFormat"/>.</param>
    public static ExportEnd? Find(FileStream file, string format)
    {
        var start = Math.Max(0, file.Length - MaxTail);
        var tail = new byte[file.Length - start];
        file.Position = start;
        file.ReadExactly(tail);
        for (var end = tail.AsSpan().LastIndexOf((byte)'\n'); end >= 0;)
        {
            var before = tail.AsSpan(0, end).LastIndexOf((byte)'\n');
            if (TryReadMark(tail.AsSpan(before + 1, end - before - 1), format, out var position, out var isLast) && isLast)
            {
                return new ExportEnd(start + end + 1, position);
            }

            end = before;
        }

        return start == 0 && HoldsNoReport(tail, format) ? new ExportEnd(0, 0) : null;
    }

    // Nothing but a header, or a beginning that was cut before its first report was whole.
    private static bool HoldsNoReport(ReadOnlySpan<byte> bytes, string format)
    {
        var beginning = format == ExportFormat.Csv ? "position,line,lines,"u8 : "{\"position\":"u8;
        var common = Math.Min(bytes.Length, beginning.Length);
        return bytes[..common].SequenceEqual(beginning[..common]);
    }

    private static bool TryReadMark(ReadOnlySpan<byte> row, string format, out long position, out bool isLast)
    {
        (position, isLast) = (0, false);
        var isJson = row.StartsWith("{\"position\":"u8);
        if (isJson != (format == ExportFormat.Ndjson)
            || !TryReadNumber(ref row, out position)
            || !TryReadNumber(ref row, out var line)
            || !TryReadNumber(ref row, out var lines))
        {
            return false;
        }

        isLast = line == lines;
        return true;
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> row, out long number)
    {
        var start = row.IndexOfAnyInRange((byte)'0', (byte)'9');
        if (start < 0 || !Utf8Parser.TryParse(row[start..], out number, out var length))
        {
            number = 0;
            return false;
        }

        row = row[(start + length)..];
        return true;
    }
}
