using Grpc.Net.Client;
using MegaRegion.Server;
using MegaRegion.Storage.Postgres;

namespace MegaRegion.Cli.Running;

/// <summary>A server of this process on a store that no other server runs on, for commands that read a store directly.</summary>
internal sealed class OfflineServer : IAsyncDisposable
{
    private readonly MegaRegionServer _server;

    private OfflineServer(MegaRegionServer server)
    {
        _server = server;
        Channel = GrpcChannel.ForAddress(server.GrpcAddress);
    }

    /// <summary>The channel to it.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>Starts it on free loopback ports.</summary>
    /// <exception cref="CliException">There is no such folder.</exception>
    public static async Task<OfflineServer> StartAsync(Session session, string store, CancellationToken stop)
    {
        if (!PostgresUrl.IsPostgres(store) && !Directory.Exists(store))
        {
            throw new CliException(ExitCode.Usage, session.Words.Pick(
                $"--store {store}: there is no such folder.", $"--store {store}: フォルダーがありません。"));
        }

        var server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = store,
            FillCatalogue = false,
            Metrics = false,
            Retention = { Adopts = true },
        });
        try
        {
            await server.StartAsync(stop);
            return new OfflineServer(server);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
