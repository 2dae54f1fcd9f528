using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

/// <summary>Flows column by column.</summary>
internal sealed class ColumnBody(FlowColumns columns, bool hasFlows) : ReportBody
{
    private readonly ReportedColumns _columns = ColumnsOf(columns);

    /// <inheritdoc/>
    public override int FlowCount => columns.FlowCount;

    /// <inheritdoc/>
    public override FlowFault? FindFormFault() => hasFlows
        ? new FlowFault(
            -1, "columns", FlowFaultCode.InvalidField,
            "The report has both 'flows' and 'columns'; send its flows in one of the two forms.",
            "flows と columns の両方があります。どちらか一方の形で送ってください。")
        : base.FindFormFault();

    /// <inheritdoc/>
    public override (byte[] Payload, DecodedReport Decoded)? TryEncode() => ColumnReport.TryEncode(_columns);

    /// <inheritdoc/>
    public override FlowFault? FindFault(PlaceId reporter, PlaceDirectory directory, EventTime now) =>
        ColumnReport.FindFault(_columns, reporter, directory, now);

    /// <summary>The columns of the contract as the domain reads them.</summary>
    internal static ReportedColumns ColumnsOf(FlowColumns columns) => new(columns.FlowCount, columns.Places, columns.Deals)
    {
        Origins = columns.Origin.Memory,
        Destinations = columns.Destination.Memory,
        Layers = columns.Layer.Memory,
        Quantities = columns.Quantity.Memory,
        Times = columns.EventTimeMs.Memory,
        Purposes = columns.Purpose.Memory,
        Modes = columns.Mode.Memory,
        DealIndices = columns.Deal.Memory,
    };
}
