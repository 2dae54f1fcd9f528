using System.Text.Encodings.Web;
using System.Text.Json;
using MegaRegion.Cli.Output;

namespace MegaRegion.Cli.Exporting;

/// <summary>Rows as JSON objects, one a line.</summary>
internal sealed class NdjsonFlowRowWriter(TextWriter output) : IFlowRowWriter
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public void WriteHeader()
    {
        // Every line names its fields.
    }

    /// <inheritdoc/>
    public void Write(in FlowRow row)
    {
        var (report, flow) = (row.Report, row.Flow);
        output.Write(JsonSerializer.Serialize(
            new Row(
                report.Position,
                row.Line,
                report.FlowCount,
                report.Hub,
                report.Producer,
                report.Sequence,
                Times.Iso(report.AcceptedAtMs),
                flow.Origin,
                flow.Destination,
                WireNames.Of(flow.Layer),
                flow.Quantity,
                Times.Iso(flow.EventTimeMs),
                EnumWords<V1.Purpose>.Of(flow.Purpose),
                EnumWords<V1.TransportMode>.Of(flow.Mode),
                flow.Deal),
            Options));
        output.Write('\n');
    }

    /// <inheritdoc/>
    public void Flush() => output.Flush();

    private sealed record Row(
        long Position,
        int Line,
        int Lines,
        string Hub,
        string Producer,
        long Sequence,
        string AcceptedAt,
        string Origin,
        string Destination,
        string Layer,
        long Quantity,
        string EventTime,
        string Purpose,
        string Mode,
        string Deal);
}
