using EmbeddedGrpcTests.Support;
using Grpc.Net.Client;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>Makes channels that count the GOAWAY frames which the server sends on their connections.</summary>
internal sealed class GoAwayObserver
{
    private readonly SemaphoreSlim _unseen = new(0);
    private int _count;

    /// <summary>Connections on which the server has said that it leaves.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Forgets what was seen until now.</summary>
    public void Forget()
    {
        while (_unseen.Wait(0))
        {
            // One more is forgotten.
        }
    }

    /// <summary>Whether a GOAWAY comes, or came since the last <see cref="Forget"/>, within a time.</summary>
    public Task<bool> ComesWithinAsync(TimeSpan time) => _unseen.WaitAsync(time);

    /// <summary>A channel whose connections are observed.</summary>
    public GrpcChannel Connect(Uri server) => GrpcChannel.ForAddress(server, new GrpcChannelOptions
    {
        HttpHandler = new System.Net.Http.SocketsHttpHandler
        {
            UseProxy = false,
            EnableMultipleHttp2Connections = true,
            PlaintextStreamFilter = (connection, _) =>
                ValueTask.FromResult<Stream>(new ObservedStream(connection.PlaintextStream, OnGoAway)),
        },
        DisposeHttpClient = true,
    });

    private void OnGoAway()
    {
        Interlocked.Increment(ref _count);
        _unseen.Release();
    }

    private sealed class ObservedStream : PassingStream
    {
        private readonly FrameScanner _received;
        private bool _hasGoAway;

        public ObservedStream(Stream inner, Action onGoAway)
            : base(inner, inner)
        {
            _received = new FrameScanner(skip: 0, type =>
            {
                if (type != FrameScanner.GoAway || _hasGoAway)
                {
                    return;
                }

                _hasGoAway = true;
                onGoAway();
            });
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = await base.ReadAsync(buffer, cancellationToken);
            _received.Take(buffer.Span[..count]);
            return count;
        }
    }
}
