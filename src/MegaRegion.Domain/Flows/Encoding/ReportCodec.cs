using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>Whole reports to canonical bytes and back, for callers that hold a report as a list.</summary>
public static class ReportCodec
{
    /// <summary>The bytes of a report; equal flows in equal order give equal bytes.</summary>
    public static byte[] Encode(IEnumerable<Flow> flows)
    {
        var writer = new ReportWriter();
        foreach (var flow in flows)
        {
            writer.Add(ReportedFlow.From(flow));
        }

        return writer.ToPayload();
    }

    /// <summary>The flows of a report.</summary>
    /// <exception cref="MalformedReportException">The bytes are not a report.</exception>
    public static IReadOnlyList<Flow> Decode(ReadOnlySpan<byte> payload)
    {
        var reader = new ReportReader(payload);
        var flows = new List<Flow>(reader.FlowCount);
        while (reader.MoveNext())
        {
            flows.Add(new Flow(
                new PlaceId(reader.Places[reader.OriginIndex]),
                new PlaceId(reader.Places[reader.DestinationIndex]),
                reader.Layer,
                reader.Quantity,
                reader.EventTime,
                reader.Purpose,
                reader.Mode,
                reader.Deal));
        }

        return flows;
    }
}
