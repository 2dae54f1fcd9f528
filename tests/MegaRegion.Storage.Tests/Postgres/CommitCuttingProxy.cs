using System.Net;
using System.Net.Sockets;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>Where a connection is cut.</summary>
internal enum Cut
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>The request with the COMMIT is dropped: the server never sees it.</summary>
    BeforeRequest,

    /// <summary>The request is passed on and the connection cut at once: the server may or may not be done with it.</summary>
    AfterRequest,

    /// <summary>The server has committed, and its answer is dropped.</summary>
    BeforeReply,
}

/// <summary>
/// Stands between a store and its server and cuts one connection around a COMMIT. It knows the request by a mark in the
/// report's payload, which travels with the COMMIT, and the reply by the server's word.
/// </summary>
internal sealed class CommitCuttingProxy : IAsyncDisposable
{
    /// <summary>The mark that makes a payload's request known.</summary>
    public static readonly byte[] Mark = "cut-here-please"u8.ToArray();

    // CommandComplete with its length and the tag COMMIT.
    private static readonly byte[] Committed = [(byte)'C', 0, 0, 0, 11, .. "COMMIT\0"u8];

    private readonly int _serverPort;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _armed;

    public CommitCuttingProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the store connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How many connections were cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Cuts the next marked commit.</summary>
    public void Arm(Cut cut) => Volatile.Write(ref _armed, (int)cut);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, ended.Token);
                var requests = PumpAsync(client, server, Mark, isReply: false, ended.Token);
                var replies = PumpAsync(server, client, Committed, isReply: true, ended.Token);
                await Task.WhenAny(requests, replies);
                await ended.CancelAsync();
            }
            catch (Exception error) when (error is SocketException or OperationCanceledException)
            {
                // The server is not there, or the test is over.
            }
        }
    }

    // Ends when the connection was cut or closed.
    private async Task PumpAsync(TcpClient from, TcpClient to, byte[] sign, bool isReply, CancellationToken stop)
    {
        var buffer = new byte[64 << 10];
        var seen = new List<byte>();
        try
        {
            for (int read; (read = await from.GetStream().ReadAsync(buffer, stop)) > 0;)
            {
                var chunk = buffer.AsMemory(0, read);
                var cut = Sees(seen, chunk.Span, sign) ? TakeCut(isReply) : Cut.None;
                if (cut is Cut.None or Cut.AfterRequest)
                {
                    await to.GetStream().WriteAsync(chunk, stop);
                }

                if (cut != Cut.None)
                {
                    return;
                }
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One of the two has closed.
        }
    }

    // Signs may lie across two chunks.
    private static bool Sees(List<byte> tail, ReadOnlySpan<byte> chunk, byte[] sign)
    {
        byte[] all = [.. tail, .. chunk];
        tail.Clear();
        tail.AddRange(all.AsSpan(Math.Max(0, all.Length - sign.Length + 1)));
        return all.AsSpan().IndexOf(sign) >= 0;
    }

    private Cut TakeCut(bool isReply)
    {
        var armed = (Cut)Volatile.Read(ref _armed);
        var takes = isReply ? armed == Cut.BeforeReply : armed is Cut.BeforeRequest or Cut.AfterRequest;
        if (!takes || Interlocked.CompareExchange(ref _armed, (int)Cut.None, (int)armed) != (int)armed)
        {
            return Cut.None;
        }

        Cuts++;
        return armed;
    }
}
