using Microsoft.Extensions.Diagnostics.HealthChecks;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The status of a service out of the health checks mapped to it.</summary>
internal static class HealthStatuses
{
    /// <summary>SERVING unless a mapped check is unhealthy; degraded still serves.</summary>
    public static ServingStatus Combine(HealthReport report, ServiceMapping mapping)
    {
        var isUnhealthy = report.Entries.Any(entry =>
            entry.Value.Status == HealthStatus.Unhealthy
            && mapping.HealthCheckPredicate!(new HealthCheckMapContext(entry.Key, entry.Value.Tags)));
        return isUnhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }
}
