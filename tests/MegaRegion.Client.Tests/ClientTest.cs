using Grpc.Net.Client;
using MegaRegion.Client.Reporting;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Client.Tests;

/// <summary>A test with a server, and a proxy before it that can cut connections.</summary>
public abstract class ClientTest : IAsyncLifetime
{
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromMinutes(3));

    protected LocalServer Server { get; private set; } = null!;

    protected CuttingProxy Proxy { get; private set; } = null!;

    /// <summary>A channel through the proxy.</summary>
    protected GrpcChannel Channel { get; private set; } = null!;

    protected CancellationToken Cancel => _patience.Token;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Server = await LocalServer.StartAsync();
        Proxy = new CuttingProxy(Server.Port);
        Channel = GrpcChannel.ForAddress(Proxy.Address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Channel.Dispose();
        await Proxy.DisposeAsync();
        await Server.DisposeAsync();
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static HubClientOptions Options => new()
    {
        Hub = TestPlaces.Alpha,
        Producer = "p1",
        FirstPause = TimeSpan.FromMilliseconds(1),
        LongestPause = TimeSpan.FromMilliseconds(20),
    };

    protected HubClient NewClient(HubClientOptions? options = null) =>
        new(Channel, options ?? Options, random: new Random(1));

    protected async Task<GetStatusResponse> StatusAsync() =>
        await Server.Operations.GetStatusAsync(new GetStatusRequest(), cancellationToken: Cancel);

    /// <summary>What the server finds when it recomputes everything from the journal.</summary>
    protected async Task<VerifyResult> VerifyAsync()
    {
        using var call = Server.Operations.Verify(new VerifyRequest(), cancellationToken: Cancel);
        VerifyResult? result = null;
        while (await call.ResponseStream.MoveNext(Cancel))
            result = call.ResponseStream.Current.Result ?? result;

        return result.ShouldNotBeNull();
    }
}
