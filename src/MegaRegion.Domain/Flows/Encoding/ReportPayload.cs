namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>Puts columns that are encoded already into a report's canonical frame (see <see cref="ReportWriter"/>).</summary>
internal static class ReportPayload
{
    /// <summary>The bytes of a report. Canonical when its columns and dictionaries are.</summary>
    public static byte[] Assemble(ReportedColumns columns)
    {
        var payload = new byte[LengthOf(columns)];
        var at = 0;
        payload[at++] = ReportWriter.Format;
        WriteTexts(payload, ref at, columns.Places);
        WriteTexts(payload, ref at, columns.Deals);
        at += Varint.Write(payload.AsSpan(at), (ulong)columns.FlowCount);
        WriteColumn(payload, ref at, columns.Origins.Span);
        WriteColumn(payload, ref at, columns.Destinations.Span);
        WriteColumn(payload, ref at, columns.Layers.Span);
        WriteColumn(payload, ref at, columns.Quantities.Span);
        WriteColumn(payload, ref at, columns.Times.Span);
        WriteBytes(payload, ref at, columns.Purposes.Span, columns.FlowCount);
        WriteBytes(payload, ref at, columns.Modes.Span, columns.FlowCount);
        WriteColumn(payload, ref at, columns.DealIndices.Span);
        return payload;
    }

    private static int LengthOf(ReportedColumns columns) =>
        1 + LengthOf(columns.Places) + LengthOf(columns.Deals) + Varint.LengthOf((ulong)columns.FlowCount)
        + LengthOf(columns.Origins.Length) + LengthOf(columns.Destinations.Length) + LengthOf(columns.Layers.Length)
        + LengthOf(columns.Quantities.Length) + LengthOf(columns.Times.Length)
        + (2 * LengthOf(columns.FlowCount)) + LengthOf(columns.DealIndices.Length);

    private static int LengthOf(IReadOnlyList<string> texts)
    {
        var length = Varint.LengthOf((ulong)texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            length += LengthOf(System.Text.Encoding.UTF8.GetByteCount(texts[i]));
        }

        return length;
    }

    // A length, then that many bytes.
    private static int LengthOf(int bytes) => Varint.LengthOf((ulong)bytes) + bytes;

    private static void WriteTexts(byte[] payload, ref int at, IReadOnlyList<string> texts)
    {
        at += Varint.Write(payload.AsSpan(at), (ulong)texts.Count);
        for (var i = 0; i < texts.Count; i++)
        {
            at += Varint.Write(payload.AsSpan(at), (ulong)System.Text.Encoding.UTF8.GetByteCount(texts[i]));
            at += System.Text.Encoding.UTF8.GetBytes(texts[i], payload.AsSpan(at));
        }
    }

    private static void WriteColumn(byte[] payload, ref int at, ReadOnlySpan<byte> column)
    {
        at += Varint.Write(payload.AsSpan(at), (ulong)column.Length);
        column.CopyTo(payload.AsSpan(at));
        at += column.Length;
    }

    // An empty column stands for zeros.
    private static void WriteBytes(byte[] payload, ref int at, ReadOnlySpan<byte> column, int flowCount)
    {
        at += Varint.Write(payload.AsSpan(at), (ulong)flowCount);
        column.CopyTo(payload.AsSpan(at));
        at += flowCount;
    }
}
