namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Which health checks make up the status of a service.</summary>
public sealed class ServiceMapping
{
    /// <summary>Maps the checks chosen by the predicate to the service.</summary>
    public ServiceMapping(string name, Func<HealthCheckMapContext, bool> predicate)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(predicate);
        Name = name;
        HealthCheckPredicate = predicate;
    }

    /// <summary>The service's name; empty for the whole server.</summary>
    public string Name { get; }

    /// <summary>Chooses the checks.</summary>
    public Func<HealthCheckMapContext, bool>? HealthCheckPredicate { get; }
}
