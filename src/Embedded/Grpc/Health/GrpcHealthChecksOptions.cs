namespace Grpc.AspNetCore.HealthChecks;

/// <summary>Options of the health service.</summary>
public sealed class GrpcHealthChecksOptions
{
    /// <summary>The services that health is told of. By default only the whole server, from all checks.</summary>
    public ServiceMappingCollection Services { get; } = [];

    /// <summary>
    /// Whether answers come from what was last published instead of from checks made for the answer; default no.
    /// </summary>
    public bool UseHealthChecksCache { get; set; }

    /// <summary>Whether watches stay open when the server begins to stop; default no: they see NOT_SERVING and end.</summary>
    public bool SuppressCompletionOnShutdown { get; set; }
}
