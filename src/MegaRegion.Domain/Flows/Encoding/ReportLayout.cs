namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>
/// Where the parts of a report's canonical bytes are (see <see cref="ReportWriter"/>): the dictionaries, read, and the
/// columns, unread.
/// </summary>
internal readonly ref struct ReportLayout
{
    private const int MaxTextBytes = 512;

    /// <summary>Reads the head of a report and finds its columns.</summary>
    /// <exception cref="MalformedReportException">The parts are not where they must be.</exception>
    public ReportLayout(ReadOnlySpan<byte> payload)
    {
        var reader = new ByteReader(payload);
        var format = reader.ReadByte();
        if (format != ReportWriter.Format)
        {
            throw new MalformedReportException($"Format {format} is not known; this program reads {ReportWriter.Format}", 0);
        }

        Places = ReadTexts(ref reader, 2 * ReportRules.MaxFlows, "The number of places");
        Deals = ReadTexts(ref reader, ReportRules.MaxFlows, "The number of deals");
        FlowCount = reader.ReadCount(ReportRules.MaxFlows, "The number of flows");
        Origins = reader.ReadSection();
        Destinations = reader.ReadSection();
        Layers = reader.ReadSection();
        Quantities = reader.ReadSection();
        Times = reader.ReadSection();
        Purposes = reader.ReadSection();
        Modes = reader.ReadSection();
        DealIndices = reader.ReadSection();
        reader.ExpectEnd();
    }

    public string[] Places { get; }

    public string[] Deals { get; }

    public int FlowCount { get; }

    public ByteReader Origins { get; }

    public ByteReader Destinations { get; }

    public ByteReader Layers { get; }

    public ByteReader Quantities { get; }

    public ByteReader Times { get; }

    public ByteReader Purposes { get; }

    public ByteReader Modes { get; }

    public ByteReader DealIndices { get; }

    private static string[] ReadTexts(ref ByteReader reader, int max, string what)
    {
        // Each text takes a byte at least, so a false count cannot make us allocate more than the bytes we were given.
        var texts = new string[reader.ReadCount(Math.Min(max, reader.Remaining), what)];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = reader.ReadText(MaxTextBytes);
        }

        return texts;
    }
}
