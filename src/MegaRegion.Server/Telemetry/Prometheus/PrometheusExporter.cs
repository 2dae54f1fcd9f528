using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace MegaRegion.Server.Telemetry.Prometheus;

/// <summary>
/// A pull exporter: a scrape asks the SDK to collect, and what it collects becomes the page. Scrapes run one at a time.
/// </summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    private const int CollectTimeoutMilliseconds = 5_000;

    private readonly Lock _oneScrape = new();
    private readonly Dictionary<PrometheusFormat, PrometheusTextWriter> _writers = new()
    {
        [PrometheusFormat.Text] = new PrometheusTextWriter(PrometheusFormat.Text),
        [PrometheusFormat.OpenMetrics] = new PrometheusTextWriter(PrometheusFormat.OpenMetrics),
    };

    private PrometheusTextWriter? _writer;
    private string _page = "";

    /// <inheritdoc/>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Collects and returns the page; null when the SDK could not collect (it is shutting down).</summary>
    public string? Scrape(PrometheusFormat format)
    {
        lock (_oneScrape)
        {
            _writer = _writers[format];
            return Collect?.Invoke(CollectTimeoutMilliseconds) == true ? _page : null;
        }
    }

    /// <inheritdoc/>
    public override ExportResult Export(in Batch<Metric> batch)
    {
        // The final collection at shutdown has nobody to read it.
        if (_writer is null)
        {
            return ExportResult.Success;
        }

        var metrics = new List<Metric>();
        foreach (var metric in batch)
        {
            metrics.Add(metric);
        }

        _page = _writer.Write(metrics, ParentProvider?.GetResource().Attributes ?? []);
        return ExportResult.Success;
    }
}
