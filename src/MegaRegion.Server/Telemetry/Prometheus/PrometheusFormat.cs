namespace MegaRegion.Server.Telemetry.Prometheus;

/// <summary>The two text formats that Prometheus reads.</summary>
internal enum PrometheusFormat
{
    /// <summary>Text 0.0.4, read by everything.</summary>
    Text,

    /// <summary>OpenMetrics 1.0.0: as the text, with units, exemplars and an end mark.</summary>
    OpenMetrics,
}
