using System.Net;
using Grpc.Net.Client;
using MegaRegion.Gateway;
using MegaRegion.Gateway.Overload;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Storage;
using MegaRegion.Loopback;
using MegaRegion.Storage.Sqlite;
using MegaRegion.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace MegaRegion.TestServer;

/// <summary>
/// A server of the product on a loopback port: grains, gateway and SQLite store, with a small catalogue. It can be
/// stopped and started again on the same store and port.
/// </summary>
public sealed class LocalServer : IAsyncDisposable
{
    private readonly TestServerOptions _options;
    private readonly DirectoryInfo _folder;
    private readonly LoopbackPort _port = LoopbackPort.Take();
    private WebApplication _app = null!;
    private bool _isRunning;

    private LocalServer(TestServerOptions options)
    {
        _options = options;
        _folder = Directory.CreateTempSubdirectory("megaregion-test-");
    }

    public int Port => _port.Number;

    public ShiftedTime Time { get; } = new();

    public JournalFaults JournalFaults { get; } = new();

    public IServiceProvider Services => _app.Services;

    public GrpcChannel Channel { get; private set; } = null!;

    public FlowService.FlowServiceClient Flows => new(Channel);

    public CatalogService.CatalogServiceClient Catalog => new(Channel);

    public OperationsService.OperationsServiceClient Operations => new(Channel);

    public static async Task<LocalServer> StartAsync(TestServerOptions? options = null)
    {
        var server = new LocalServer(options ?? new TestServerOptions());
        await server.StartAgainAsync();
        server.Channel = GrpcChannel.ForAddress($"http://127.0.0.1:{server.Port}");
        return server;
    }

    /// <summary>Starts on the store and the port of the last run.</summary>
    public async Task StartAgainAsync()
    {
        _app = Build();
        await _app.StartAsync();
        _isRunning = true;
    }

    /// <summary>Stops gracefully.</summary>
    public async Task StopAsync()
    {
        if (!_isRunning)
            return;

        _isRunning = false;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        JournalFaults.Release();
        Channel.Dispose();
        await StopAsync();
        _folder.Delete(recursive: true);
        _port.Dispose();
    }

    private WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseMegaRegionReadTurns();
            }));
        _options.Services?.Invoke(builder.Services);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddMegaRegionSqliteStore(store => store.Path = Path.Combine(_folder.FullName, "ledger.db"));
        builder.Services.AddHostedService<CatalogSeeding>();
        DecorateJournal(builder.Services);
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering().AddActivityPropagation());
        builder.Services.AddMegaRegionGrains(grains =>
        {
            (grains.RollUpDelay, grains.RollUpDelayAbove) = (TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(5));
            grains.WatchPeriod = TimeSpan.FromMilliseconds(5);
            _options.Grains?.Invoke(grains);
        });
        builder.Services.AddMegaRegionGateway(_options.Gateway);
        var app = builder.Build();
        app.UseMegaRegionReportLimit();
        app.MapMegaRegionGateway();
        return app;
    }

    private void DecorateJournal(IServiceCollection services)
    {
        var original = services.Single(service => service.ServiceType == typeof(IJournal));
        services.Remove(original);
        services.AddSingleton<IJournal>(provider => new FaultyJournal(
            (IJournal)ActivatorUtilities.CreateInstance(provider, original.ImplementationType!), JournalFaults));
    }

    private sealed class CatalogSeeding(ICatalogStore catalog) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken) =>
            await catalog.AddAsync(TestPlaces.All, cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
