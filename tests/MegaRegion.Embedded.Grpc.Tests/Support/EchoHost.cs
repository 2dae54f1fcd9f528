using System.Net;
using EmbeddedGrpcTests.Echo;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EmbeddedGrpcTests.Support;

/// <summary>A real server on loopback with the echo service, and a channel to it.</summary>
internal sealed class EchoHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EchoHost(WebApplication app, Uri address, GrpcChannelOptions channelOptions)
    {
        _app = app;
        Address = address;
        Channel = GrpcChannel.ForAddress(address, channelOptions);
        Client = new Echoes.EchoesClient(Channel);
        Http = new HttpClient
        {
            BaseAddress = address,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Timeout = TimeSpan.FromMinutes(2),
        };
    }

    public Uri Address { get; }

    public EchoScript Script => _app.Services.GetRequiredService<EchoScript>();

    public GrpcChannel Channel { get; }

    public Echoes.EchoesClient Client { get; }

    /// <summary>For requests no gRPC client would send.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<EchoHost> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<WebApplication>? map = null,
        GrpcChannelOptions? channel = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton(new EchoScript());
        builder.Services.AddGrpc();
        services?.Invoke(builder.Services);
        var app = builder.Build();
        if (map is null)
            app.MapGrpcService<EchoService>();
        else
            map(app);
        await app.StartAsync();
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        return new EchoHost(app, new Uri(addresses.Single()), channel ?? new GrpcChannelOptions());
    }

    /// <summary>Stops the server without giving calls the time to end.</summary>
    public Task StopAtOnceAsync() => _app.StopAsync(new CancellationToken(canceled: true));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Channel.Dispose();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
    }
}
