namespace Grpc.Net.Client.Configuration;

/// <summary>How a channel treats calls of certain methods.</summary>
public sealed class ServiceConfig
{
    /// <summary>Settings by method; the most exact name wins.</summary>
    public IList<MethodConfig> MethodConfigs { get; } = [];
}
