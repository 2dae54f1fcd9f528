using System.Net;
using System.Net.Sockets;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>
/// Passes bytes between one client and the server until it is frozen. From then on both sockets stay open and nothing
/// goes through: for the server the client has vanished without a word.
/// </summary>
internal sealed class BlackHoleProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _frozen = new();
    private readonly Task _running;
    private Socket? _client;
    private Socket? _server;

    public BlackHoleProxy(Uri server)
    {
        _listener.Start();
        Address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));
        _running = RunAsync(server);
    }

    /// <summary>Where the client connects to.</summary>
    public Uri Address { get; }

    /// <summary>Nothing goes through any more.</summary>
    public Task FreezeAsync() => _frozen.CancelAsync();

    public async ValueTask DisposeAsync()
    {
        await FreezeAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _client?.Dispose();
        _server?.Dispose();
        _frozen.Dispose();
    }

    private async Task RunAsync(Uri server)
    {
        _client = await _listener.AcceptSocketAsync(_frozen.Token);
        _server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await _server.ConnectAsync(server.Host, server.Port, _frozen.Token);
        await Task.WhenAll(PumpAsync(_client, _server), PumpAsync(_server, _client));
    }

    private async Task PumpAsync(Socket from, Socket to)
    {
        var buffer = new byte[16 << 10];
        while (true)
        {
            var count = await from.ReceiveAsync(buffer, _frozen.Token);
            for (var sent = 0; sent < count;)
            {
                sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), _frozen.Token);
            }

            if (count == 0)
            {
                return;
            }
        }
    }
}
