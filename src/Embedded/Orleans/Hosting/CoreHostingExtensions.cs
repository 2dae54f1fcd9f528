using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Diagnostics;

namespace Orleans.Hosting;

/// <summary>Clustering and tracing.</summary>
public static class CoreHostingExtensions
{
    /// <summary>
    /// Names the application. One process needs no endpoints: the ports are accepted for the cluster's sake and not
    /// opened.
    /// </summary>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = 11111,
        int gatewayPort = 30000,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev")
    {
        return builder.Configure<ClusterOptions>(options =>
        {
            options.ServiceId = serviceId;
            options.ClusterId = clusterId;
        });
    }

    /// <summary>Joins traces across calls.</summary>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        var filter = new ActivityPropagationFilter();
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(filter);
        builder.Services.AddSingleton<IOutgoingGrainCallFilter>(filter);
        return builder;
    }
}
