using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;

namespace MegaRegion.Server.Hosting;

/// <summary>
/// The Cluster edition: Microsoft.Orleans with membership, grain state and reminders in PostgreSQL. It is configured by
/// <c>ConnectionStrings:Orleans</c>, <c>Orleans:ServiceId</c> (stable for ever), <c>Orleans:ClusterId</c> (one per
/// deployment), <c>Orleans:Address</c> (where other silos reach this one; loopback unless set, so that nothing listens
/// on the network by accident), <c>Orleans:SiloPort</c> and <c>Orleans:GatewayPort</c>, for example as environment
/// variables with <c>__</c> for the colon. The database needs the scripts that come with the Orleans ADO.NET packages.
/// </summary>
internal static class EngineEdition
{
    /// <summary>What GetStatus calls it.</summary>
    public const string Name = "Cluster";

    private const string Invariant = "Npgsql";
    private const int DefaultSiloPort = 11111;
    private const int DefaultGatewayPort = 30000;

    /// <summary>Adds the engine under the grains.</summary>
    /// <exception cref="ServerOptionsException">There is no connection string, or the address is none.</exception>
    public static void AddEngine(WebApplicationBuilder builder, ServerOptions options)
    {
        var connection = builder.Configuration.GetConnectionString("Orleans")
            ?? throw new ServerOptionsException(
                "The Cluster edition needs PostgreSQL: set ConnectionStrings__Orleans, for example 'Host=db;Username=megaregion;Database=megaregion'.");
        var address = ReadAddress(builder.Configuration);
        builder.UseOrleans(silo =>
        {
            silo.Configure<ClusterOptions>(cluster =>
            {
                cluster.ServiceId = builder.Configuration["Orleans:ServiceId"] ?? "megaregion";
                cluster.ClusterId = builder.Configuration["Orleans:ClusterId"] ?? "megaregion";
            });
            silo.ConfigureEndpoints(
                address,
                builder.Configuration.GetValue("Orleans:SiloPort", DefaultSiloPort),
                builder.Configuration.GetValue("Orleans:GatewayPort", DefaultGatewayPort));
            AddTables(silo, connection);
            if (options.SendsTraces)
            {
                silo.AddActivityPropagation();
            }
        });
    }

    private static IPAddress ReadAddress(IConfiguration configuration)
    {
        if (configuration["Orleans:Address"] is not { Length: > 0 } text)
        {
            return IPAddress.Loopback;
        }

        return IPAddress.TryParse(text, out var address)
            ? address
            : throw new ServerOptionsException($"Orleans__Address is '{text}'; it must be an IP address, for example 10.0.0.12.");
    }

    private static void AddTables(ISiloBuilder silo, string connection)
    {
        silo.UseAdoNetClustering((AdoNetClusteringSiloOptions table) =>
        {
            table.Invariant = Invariant;
            table.ConnectionString = connection;
        });
        silo.AddAdoNetGrainStorageAsDefault((AdoNetGrainStorageOptions table) =>
        {
            table.Invariant = Invariant;
            table.ConnectionString = connection;
        });
        silo.UseAdoNetReminderService((AdoNetReminderTableOptions table) =>
        {
            table.Invariant = Invariant;
            table.ConnectionString = connection;
        });
    }
}
