using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>
/// Passes bytes between clients and a server until it is frozen. From then on all sockets stay open and nothing goes
/// through, in both directions or in one of them: for the other side the client, or the server, has vanished without a
/// word. When it is healed it goes on with the bytes that it held back.
/// </summary>
internal sealed class BlackHoleProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Uri _server;
    private readonly Task _running;
    private readonly Valve _toServer = new();
    private readonly Valve _toClient = new();

    public BlackHoleProxy(Uri server)
    {
        _server = server;
        _listener.Start();
        Address = new Uri(FormattableString.Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));
        _running = AcceptAsync();
    }

    /// <summary>Where clients connect to.</summary>
    public Uri Address { get; }

    /// <summary>Nothing goes through any more.</summary>
    /// <param name="toServer">Neither what clients send.</param>
    /// <param name="toClient">Nor what the server sends.</param>
    public void Freeze(bool toServer = true, bool toClient = true)
    {
        _toServer.Set(isOpen: !toServer);
        _toClient.Set(isOpen: !toClient);
    }

    /// <summary>Everything goes through again.</summary>
    public void Heal() => Freeze(toServer: false, toClient: false);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            _connections.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        client.NoDelay = true;
        using (client)
        {
            try
            {
                await server.ConnectAsync(_server.Host, _server.Port, ended.Token);
                await Task.WhenAny(
                    PumpAsync(client, server, _toServer, ended.Token), PumpAsync(server, client, _toClient, ended.Token));
                await ended.CancelAsync();
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // The server is not there, or the test is over.
            }
        }
    }

    // Ends when one side has closed.
    private static async Task PumpAsync(Socket from, Socket to, Valve valve, CancellationToken stop)
    {
        var buffer = new byte[16 << 10];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer, stop)) > 0;)
            {
                await valve.OpenAsync(stop);
                for (var sent = 0; sent < count;)
                {
                    sent += await to.SendAsync(buffer.AsMemory(sent, count - sent), stop);
                }
            }

            // A close is a message, too.
            await valve.OpenAsync(stop);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has closed, or the test is over.
        }
    }

    private sealed class Valve
    {
        private volatile TaskCompletionSource _open = Opened();

        public void Set(bool isOpen)
        {
            if (isOpen)
            {
                _open.TrySetResult();
            }
            else if (_open.Task.IsCompleted)
            {
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        public Task OpenAsync(CancellationToken stop) => _open.Task.WaitAsync(stop);

        private static TaskCompletionSource Opened()
        {
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            source.SetResult();
            return source;
        }
    }
}
