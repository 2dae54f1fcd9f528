using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Flows;

/// <summary>Checks the flows of a report one by one and builds its canonical bytes. For one report; not thread-safe.</summary>
/// <param name="reporter">The hub that reports.</param>
/// <param name="directory">The catalogue.</param>
/// <param name="now">The server's time.</param>
public sealed class ReportBuilder(PlaceId reporter, PlaceDirectory directory, EventTime now)
{
    private readonly ReportWriter _writer = new();

    /// <summary>Flows added so far.</summary>
    public int FlowCount => _writer.FlowCount;

    /// <summary>Adds a flow, or says why it is refused; after a refusal the report is not to be used.</summary>
    public FlowFault? Add(in ReportedFlow flow)
    {
        var fault = ReportRules.CheckFlow(flow, FlowCount, reporter, directory, now);
        if (fault is null)
        {
            _writer.Add(flow);
        }

        return fault;
    }

    /// <summary>The report's bytes. The caller has checked the number of flows (<see cref="ReportRules.CheckSize"/>).</summary>
    public byte[] ToPayload() => _writer.ToPayload();
}
