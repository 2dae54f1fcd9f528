using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;

namespace MegaRegion.Server.Telemetry.Prometheus;

/// <summary>Writes metrics as text 0.0.4 or OpenMetrics 1.0.0.</summary>
/// <remarks>
/// A family is written once, with HELP and TYPE before its samples; a second instrument that maps to the same name
/// adds its samples to the family if its type is the same, and is left out (and counted) if not, because a scraper
/// rejects the whole page otherwise. Exemplars exist in OpenMetrics only. Not thread-safe.
/// </remarks>
internal sealed class PrometheusTextWriter(PrometheusFormat format)
{
    private readonly StringBuilder _text = new(capacity: 64 * 1024);

    /// <summary>Writes every metric and the end mark.</summary>
    public string Write(IReadOnlyList<Metric> metrics, IEnumerable<KeyValuePair<string, object>> resource)
    {
        _text.Clear();
        WriteTargetInfo(resource);
        foreach (var family in metrics.Where(IsKnown).GroupBy(NameOf, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            WriteFamily(family.Key, [.. family]);
        }

        if (format == PrometheusFormat.OpenMetrics)
        {
            _text.Append("# EOF\n");
        }

        return _text.ToString();
    }

    private static bool IsKnown(Metric metric) =>
        metric.MetricType is not (MetricType.ExponentialHistogram);

    private static string NameOf(Metric metric) =>
        PrometheusName.Of(metric.Name, PrometheusName.UnitOf(metric.Unit, metric.MetricType));

    private static string TypeOf(Metric metric) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.DoubleSum => "counter",
        MetricType.Histogram => "histogram",
        _ => "gauge",
    };

    private void WriteFamily(string name, IReadOnlyList<Metric> metrics)
    {
        var type = TypeOf(metrics[0]);
        var sampleName = string.Equals(type, "counter", StringComparison.Ordinal) ? name + "_total" : name;
        WriteHead(format == PrometheusFormat.OpenMetrics ? name : sampleName, type, metrics[0]);
        foreach (var metric in metrics.Where(metric => string.Equals(TypeOf(metric), type, StringComparison.Ordinal)))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                if (metric.MetricType == MetricType.Histogram)
                {
                    WriteHistogram(name, in point);
                }
                else
                {
                    WriteSample(sampleName, "", in point, ValueOf(metric.MetricType, in point));
                    WriteExemplarOfCounter(type, in point);
                    _text.Append('\n');
                }
            }
        }
    }

    private void WriteHead(string name, string type, Metric metric)
    {
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        var unit = PrometheusName.UnitOf(metric.Unit, metric.MetricType);
        if (format == PrometheusFormat.OpenMetrics && unit.Length > 0 && name.EndsWith("_" + unit, StringComparison.Ordinal))
        {
            _text.Append("# UNIT ").Append(name).Append(' ').Append(unit).Append('\n');
        }

        var help = string.IsNullOrEmpty(metric.Description) ? $"{metric.Name} of {metric.MeterName}." : metric.Description;
        _text.Append("# HELP ").Append(name).Append(' ');
        AppendEscaped(help, quotes: format == PrometheusFormat.OpenMetrics);
        _text.Append('\n');
    }

    private void WriteTargetInfo(IEnumerable<KeyValuePair<string, object>> resource)
    {
        var isOpen = format == PrometheusFormat.OpenMetrics;
        _text.Append(isOpen ? "# TYPE target info\n# HELP target " : "# TYPE target_info gauge\n# HELP target_info ")
            .Append("What is being measured.\ntarget_info{");
        var separator = "";
        foreach (var (key, value) in resource)
        {
            _text.Append(separator).Append(PrometheusName.Label(key)).Append("=\"");
            AppendEscaped(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", quotes: true);
            _text.Append('"');
            separator = ",";
        }

        _text.Append("} 1\n");
    }

    private void WriteHistogram(string name, ref readonly MetricPoint point)
    {
        long cumulative = 0;
        point.TryGetExemplars(out var exemplars);
        var lower = double.NegativeInfinity;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            cumulative += bucket.BucketCount;
            WriteSample(name + "_bucket", FormatBound(bucket.ExplicitBound), in point, Format(cumulative));
            WriteExemplarOfBucket(exemplars, lower, bucket.ExplicitBound);
            _text.Append('\n');
            lower = bucket.ExplicitBound;
        }

        WriteSample(name + "_sum", "", in point, Format(point.GetHistogramSum()));
        _text.Append('\n');
        WriteSample(name + "_count", "", in point, Format(point.GetHistogramCount()));
        _text.Append('\n');
    }

    private void WriteSample(string name, string bound, ref readonly MetricPoint point, string value)
    {
        _text.Append(name);
        var separator = '{';
        foreach (var (key, label) in point.Tags)
        {
            _text.Append(separator).Append(PrometheusName.Label(key)).Append("=\"");
            AppendEscaped(label is bool flag ? (flag ? "true" : "false") : Convert.ToString(label, CultureInfo.InvariantCulture) ?? "", quotes: true);
            _text.Append('"');
            separator = ',';
        }

        if (bound.Length > 0)
        {
            _text.Append(separator).Append("le=\"").Append(bound).Append('"');
            separator = ',';
        }

        _text.Append(separator == ',' ? "} " : " ").Append(value);
    }

    private void WriteExemplarOfCounter(string type, ref readonly MetricPoint point)
    {
        if (format == PrometheusFormat.OpenMetrics
            && string.Equals(type, "counter", StringComparison.Ordinal)
            && point.TryGetExemplars(out var exemplars))
        {
            WriteExemplarOfBucket(exemplars, double.NegativeInfinity, double.PositiveInfinity);
        }
    }

    private void WriteExemplarOfBucket(ReadOnlyExemplarCollection? exemplars, double above, double upTo)
    {
        if (format != PrometheusFormat.OpenMetrics || exemplars is null)
        {
            return;
        }

        foreach (ref readonly var exemplar in exemplars)
        {
            if (exemplar.TraceId != default && exemplar.DoubleValue > above && exemplar.DoubleValue <= upTo)
            {
                _text.Append(" # {trace_id=\"").Append(exemplar.TraceId.ToHexString())
                    .Append("\",span_id=\"").Append(exemplar.SpanId.ToHexString()).Append("\"} ")
                    .Append(Format(exemplar.DoubleValue)).Append(' ')
                    .Append(Format(exemplar.Timestamp.ToUnixTimeMilliseconds() / 1000.0));
                return;
            }
        }
    }

    private static string ValueOf(MetricType type, ref readonly MetricPoint point) => type switch
    {
        MetricType.LongSum or MetricType.LongSumNonMonotonic => Format(point.GetSumLong()),
        MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic => Format(point.GetSumDouble()),
        MetricType.LongGauge => Format(point.GetGaugeLastValueLong()),
        MetricType.DoubleGauge => Format(point.GetGaugeLastValueDouble()),
        _ => throw new InvalidOperationException($"A metric of type {type} has no single value."),
    };

    private static string Format(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Format(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ when double.IsNaN(value) => "NaN",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // OpenMetrics wants bounds that read as floats: 1.0, not 1.
    private static string FormatBound(double bound)
    {
        var text = Format(bound);
        return text.AsSpan().ContainsAny(".eIN") ? text : text + ".0";
    }

    private void AppendEscaped(string text, bool quotes)
    {
        foreach (var character in text)
        {
            _ = character switch
            {
                '\\' => _text.Append(@"\\"),
                '\n' => _text.Append(@"\n"),
                '"' when quotes => _text.Append("\\\""),
                _ => _text.Append(character),
            };
        }
    }
}
