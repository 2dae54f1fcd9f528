using System.Diagnostics;

namespace MegaRegion.Storage.Postgres;

internal sealed partial class PostgresWriter
{
    // OpenTelemetry's default limit: exporters drop links beyond it.
    private const int MaxLinks = 128;

    private Activity? StartSpan(List<AppendRequest> group)
    {
        if (!_instruments.Source.HasListeners())
        {
            return null;
        }

        var links = group
            .Where(request => request.Caller != default)
            .Take(MaxLinks)
            .Select(request => new ActivityLink(request.Caller));
        var span = _instruments.Source.StartActivity(ActivityKind.Client, default, tags: null, links, name: "COMMIT");
        span?.SetTag("db.system.name", "postgresql");
        span?.SetTag("db.operation.name", "COMMIT");
        span?.SetTag("db.operation.batch.size", group.Count);
        return span;
    }
}
