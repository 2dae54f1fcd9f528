using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace MegaRegion.Server.Hosting;

/// <summary>The Embedded edition: the engine runs in this process and needs nothing else.</summary>
internal static class EngineEdition
{
    /// <summary>What GetStatus calls it.</summary>
    public const string Name = "Embedded";

    /// <summary>Adds the engine under the grains.</summary>
    public static void AddEngine(WebApplicationBuilder builder, ServerOptions options)
    {
        StoreChoice.AddGrainState(builder.Services, options);
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(serviceId: "megaregion", clusterId: "embedded");
            silo.AddReminders();
            if (options.SendsTraces)
            {
                silo.AddActivityPropagation();
            }
        });
    }
}
