using MegaRegion.V1;

namespace MegaRegion.TestServer;

/// <summary>Flows and reports for tests.</summary>
public static class Sample
{
    /// <summary>A day in the past: 2026-04-01T00:00:00Z.</summary>
    public const long DayMs = 1_774_994_400_000 / 86_400_000 * 86_400_000;

    public static Flow Flow(
        string origin = TestPlaces.Alpha,
        string destination = TestPlaces.Beta,
        Layer layer = Layer.People,
        long quantity = 1,
        long eventTimeMs = DayMs) => new()
        {
            Origin = origin,
            Destination = destination,
            Layer = layer,
            Quantity = quantity,
            EventTimeMs = eventTimeMs,
            Purpose = Purpose.Business,
            Mode = TransportMode.Rail,
        };

    public static FlowReport Report(long sequence, params Flow[] flows)
    {
        var report = new FlowReport { Sequence = sequence };
        report.Flows.AddRange(flows.Length == 0 ? [Flow(quantity: sequence)] : flows);
        return report;
    }
}
