using System.Globalization;
using CsvHelper;
using MegaRegion.Cli.Output;

namespace MegaRegion.Cli.Exporting;

/// <summary>Rows as CSV (UTF-8, comma, header). The columns of a flow are those that <c>megaregion report</c> reads.</summary>
internal sealed class CsvFlowRowWriter(TextWriter output) : IFlowRowWriter
{
    private static readonly string[] Columns =
    [
        "position", "line", "lines", "hub", "producer", "sequence", "accepted_at",
        "origin", "destination", "layer", "quantity", "event_time", "purpose", "mode", "deal",
    ];

    private readonly CsvWriter _csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);

    /// <inheritdoc/>
    public void WriteHeader()
    {
        foreach (var column in Columns)
        {
            _csv.WriteField(column);
        }

        _csv.EndRecord();
    }

    /// <inheritdoc/>
    public void Write(in FlowRow row)
    {
        var (report, flow) = (row.Report, row.Flow);
        Number(report.Position);
        Number(row.Line);
        Number(report.FlowCount);
        _csv.WriteField(report.Hub);
        _csv.WriteField(report.Producer);
        Number(report.Sequence);
        _csv.WriteField(Times.Iso(report.AcceptedAtMs));
        _csv.WriteField(flow.Origin);
        _csv.WriteField(flow.Destination);
        _csv.WriteField(WireNames.Of(flow.Layer));
        Number(flow.Quantity);
        _csv.WriteField(Times.Iso(flow.EventTimeMs));
        _csv.WriteField(EnumWords<V1.Purpose>.Of(flow.Purpose));
        _csv.WriteField(EnumWords<V1.TransportMode>.Of(flow.Mode));
        _csv.WriteField(flow.Deal);
        _csv.EndRecord();
    }

    /// <inheritdoc/>
    public void Flush() => _csv.Flush();

    private void Number(long value) => _csv.WriteField(value.ToString(CultureInfo.InvariantCulture));
}
