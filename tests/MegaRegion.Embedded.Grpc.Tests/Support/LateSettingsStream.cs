namespace EmbeddedGrpcTests.Support;

/// <summary>
/// A client's connection on which the server's first bytes arrive only after the client has sent a number of HEADERS
/// frames. It counts the HEADERS that the client sent before it could know the server's SETTINGS.
/// </summary>
internal sealed class LateSettingsStream : PassingStream
{
    private readonly int _headersFirst;
    private readonly FrameScanner _sent;
    private readonly TaskCompletionSource _isDue = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _headers;
    private bool _hasRead;

    public LateSettingsStream(Stream inner, int headersFirst)
        : base(inner, inner)
    {
        _headersFirst = headersFirst;
        _sent = new FrameScanner(FrameScanner.ClientPrefaceBytes, OnSent);
        if (headersFirst == 0)
            _isDue.SetResult();
    }

    /// <summary>How many calls the client began before the server's first bytes were handed to it.</summary>
    public int HeadersBeforeSettings { get; private set; }

    /// <summary>Completes when the client has begun as many calls as the server's bytes wait for.</summary>
    public Task HasEnoughHeaders => _isDue.Task;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _isDue.Task.WaitAsync(cancellationToken);
        var count = await base.ReadAsync(buffer, cancellationToken);
        if (count > 0 && !_hasRead)
        {
            _hasRead = true;
            HeadersBeforeSettings = Volatile.Read(ref _headers);
        }

        return count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _sent.Take(buffer.Span);
        return base.WriteAsync(buffer, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        _isDue.TrySetResult();
        base.Dispose(disposing);
    }

    private void OnSent(byte type)
    {
        if (type == FrameScanner.Headers && Interlocked.Increment(ref _headers) >= _headersFirst)
            _isDue.TrySetResult();
    }
}
