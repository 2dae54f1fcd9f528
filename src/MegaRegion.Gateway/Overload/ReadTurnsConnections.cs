using System.IO.Pipelines;
using MegaRegion.Gateway.Telemetry;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Gateway.Overload;

/// <summary>Puts <see cref="ReadTurns"/> under the connections of an endpoint.</summary>
public static class ReadTurnsConnections
{
    /// <summary>
    /// Has connections read in turns while the process is overloaded, and cuts those that stay behind. For endpoints of
    /// HTTP/2, before anything that reads.
    /// </summary>
    public static IConnectionBuilder UseMegaRegionReadTurns(this IConnectionBuilder endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var services = endpoint.ApplicationServices;
        var (turns, time) = (services.GetRequiredService<ReadTurns>(), services.GetRequiredService<TimeProvider>());
        var instruments = services.GetRequiredService<GatewayInstruments>();
        return endpoint.Use(next => connection =>
        {
            var load = new ConnectionLoad();
            connection.Features.Set(load);
            connection.Transport = new Duplex(
                new TurnReader(connection, load, turns, time, instruments), connection.Transport.Output);
            return next(connection);
        });
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
