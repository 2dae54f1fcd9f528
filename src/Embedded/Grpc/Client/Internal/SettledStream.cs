namespace Grpc.Net.Client.Internal;

/// <summary>
/// A new HTTP/2 connection that is put to use only when the server has said what it allows.
/// </summary>
/// <remarks>
/// <para>
/// HTTP/2 lets a client send at once, before the server's first frame, its SETTINGS, has arrived (RFC 9113, 3.4). The
/// handler does so and takes 100 for the number of streams it may open. A server that allows fewer refuses the rest of a
/// burst of calls, the handler sends each refused call again up to three times, on connections that are just as new, and
/// then gives up: calls failed that the server would have served.
/// </para>
/// <para>
/// The other gRPC clients call a connection ready when the SETTINGS are in, and this stream gives the handler the same
/// habit. Its first write is the handler's preface, which the handler waits for before it makes any call. So the first
/// write ends when the first frame has been read and the handler asks for more, that is, has taken the frame in. After
/// that the stream only passes on. A connection costs its first calls one round trip; the stream limit is then known
/// before the first call, and the channel itself never has to send a call twice.
/// </para>
/// <para>
/// It is a courtesy, not a rule that others rely on: a server that stays silent for <see cref="LongestWait"/> is spoken to
/// all the same, and one that closes the connection is left to the handler.
/// </para>
/// </remarks>
internal sealed class SettledStream(Stream inner, TimeProvider time) : Stream
{
    /// <summary>How long the server's first frame is waited for.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private const int FrameHeaderBytes = 9;
    private const int LengthBytes = 3;

    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _hasWritten;
    private int _received;
    private int _payloadBytes;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        => _settled.Task.IsCompleted ? inner.ReadAsync(buffer, cancellationToken) : ReadFirstAsync(buffer, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_hasWritten)
            return inner.WriteAsync(buffer, cancellationToken);
        _hasWritten = true;
        return WriteFirstAsync(buffer, cancellationToken);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override void Flush() => inner.Flush();

    // HTTP/2 in the handler is asynchronous throughout.
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _settled.TrySetResult();
        inner.Dispose();
    }

    private bool HasFirstFrame => _received >= FrameHeaderBytes && _received >= FrameHeaderBytes + _payloadBytes;

    private async ValueTask<int> ReadFirstAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (HasFirstFrame)
            _settled.TrySetResult();
        try
        {
            var count = await inner.ReadAsync(buffer, cancellationToken);
            var isEnd = count == 0 && !buffer.IsEmpty;
            if (isEnd)
                _settled.TrySetResult();
            Take(buffer.Span[..count]);
            return count;
        }
        catch
        {
            // The handler has the failure; whoever waits for the first frame waits in vain.
            _settled.TrySetResult();
            throw;
        }
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && _received + i < LengthBytes; i++)
            _payloadBytes = (_payloadBytes << 8) | bytes[i];
        if (!HasFirstFrame)
            _received += bytes.Length;
    }

    private async ValueTask WriteFirstAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken)
    {
        await inner.WriteAsync(buffer, cancellationToken);
        await _settled.Task.WaitAsync(LongestWait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
