using Google.Protobuf.Collections;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using Flow = MegaRegion.V1.Flow;

namespace MegaRegion.Gateway.Reports;

/// <summary>A message for each flow.</summary>
internal sealed class PlainBody(RepeatedField<Flow> flows) : ReportBody
{
    // A larger report's memory is not kept: one flow takes about 100 bytes of it.
    private const int MaxKeptFlows = 1_000;

    // A report of few flows costs less than the objects that write it.
    [ThreadStatic]
    private static ReportWriter? _writer;

    /// <inheritdoc/>
    public override int FlowCount => flows.Count;

    /// <inheritdoc/>
    public override (byte[] Payload, DecodedReport Decoded)? TryEncode()
    {
        var writer = flows.Count <= MaxKeptFlows ? _writer ??= new ReportWriter() : new ReportWriter();
        writer.Clear();
        foreach (var flow in flows)
        {
            var reported = flow.ToReported();
            if (!HasCanonicalForm(reported))
                return null;

            writer.Add(reported);
        }

        var payload = writer.ToPayload();
        return DecodedReport.TryRead(payload) is { } decoded ? (payload, decoded) : null;
    }

    /// <inheritdoc/>
    public override FlowFault? FindFault(PlaceId reporter, PlaceDirectory directory, EventTime now)
    {
        for (var position = 0; position < flows.Count; position++)
        {
            if (ReportRules.CheckFlow(flows[position].ToReported(), position, reporter, directory, now) is { } fault)
                return fault;
        }

        return null;
    }

    private static bool HasCanonicalForm(in ReportedFlow flow) =>
        flow.Layer is >= (int)Layer.People and <= (int)Layer.Information
        && flow.Quantity is >= 1 and <= Domain.Flows.Flow.MaxQuantity
        && flow.EventTimeUnixMilliseconds >= EventTime.Earliest.UnixMilliseconds
        && flow.EventTimeUnixMilliseconds <= EventTime.Latest.UnixMilliseconds
        && flow.Purpose is >= 0 and <= byte.MaxValue
        && flow.Mode is >= 0 and <= byte.MaxValue;
}
