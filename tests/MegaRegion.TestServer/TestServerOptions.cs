using MegaRegion.Gateway;
using MegaRegion.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.TestServer;

/// <summary>What a test changes about its server.</summary>
public sealed record TestServerOptions
{
    public Action<GatewayOptions>? Gateway { get; init; }

    public Action<GrainsOptions>? Grains { get; init; }

    /// <summary>Registrations that come before those of the product, and so replace them.</summary>
    public Action<IServiceCollection>? Services { get; init; }
}
