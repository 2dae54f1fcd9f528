using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Reports;

/// <summary>The flows of a report in the form in which they came.</summary>
internal abstract class ReportBody
{
    /// <summary>How many flows the report is said to have; may be any number.</summary>
    public abstract int FlowCount { get; }

    /// <summary>The body of a report.</summary>
    public static ReportBody Of(FlowReport report) =>
        report.Columns is null ? new PlainBody(report.Flows) : new ColumnBody(report.Columns, hasFlows: report.Flows.Count > 0);

    /// <summary>What is wrong with the form as a whole, before a flow is looked at; null when nothing is.</summary>
    public virtual FlowFault? FindFormFault() => ReportRules.CheckSize(Math.Max(0, FlowCount));

    /// <summary>
    /// The canonical bytes and their decoded form, which the caller disposes; null when the flows have none that could
    /// ever have been recorded. The form has no fault.
    /// </summary>
    public abstract (byte[] Payload, DecodedReport Decoded)? TryEncode();

    /// <summary>The first flow at fault; null when there is none. The form has no fault.</summary>
    public abstract FlowFault? FindFault(PlaceId reporter, PlaceDirectory directory, EventTime now);
}
