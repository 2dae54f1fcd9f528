using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// The stream of requests as a caller sees it. Messages that may wait (<see cref="WriteFlags.BufferHint"/>) gather in one
/// buffer and go to HTTP together with the next that may not, or when a DATA frame is full: many small messages then cost
/// little more than one.
/// </summary>
internal sealed class ClientStreamWriter<TRequest, TResponse>(
    ClientCall<TRequest, TResponse> call,
    StreamingContent content,
    FrameWriter frames)
    : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
    // What a DATA frame holds by default.
    private const int FullBytes = 16 * 1024;

    private readonly PooledBuffer _buffer = new();
    private int _isWriting;
    private bool _isCompleted;

    public WriteOptions? WriteOptions { get; set; } = call.Options.WriteOptions;

    public Task WriteAsync(TRequest message) => WriteAsync(message, CancellationToken.None);

    public async Task WriteAsync(TRequest message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        Enter();
        try
        {
            var flags = WriteOptions?.Flags ?? WriteFlags.None;
            Put(message, (flags & WriteFlags.NoCompress) != WriteFlags.NoCompress);
            var mayWait = (flags & WriteFlags.BufferHint) == WriteFlags.BufferHint;
            if (!mayWait || _buffer.WrittenCount >= FullBytes)
                await SendAsync(flush: !mayWait, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    public async Task CompleteAsync()
    {
        Enter();
        _isCompleted = true;
        try
        {
            if (_buffer.WrittenCount > 0)
                await SendAsync(flush: false, CancellationToken.None);
        }
        finally
        {
            content.Complete();
            Volatile.Write(ref _isWriting, 0);
        }
    }

    private void Enter()
    {
        if (_isCompleted)
            throw new InvalidOperationException("The requests have been completed.");
        if (Interlocked.Exchange(ref _isWriting, 1) == 1)
            throw new InvalidOperationException("A stream can be written by one writer at a time.");
    }

    /// <summary>A message that fails leaves nothing behind those before it.</summary>
    private void Put(TRequest message, bool allowCompression)
    {
        var before = _buffer.WrittenCount;
        try
        {
            frames.Write(_buffer, call.Method.RequestMarshaller, message, allowCompression);
        }
        catch
        {
            _buffer.CutTo(before);
            throw;
        }
    }

    private async ValueTask SendAsync(bool flush, CancellationToken cancellationToken)
    {
        using var link = call.LinkToCall(cancellationToken);
        try
        {
            var stream = await content.Stream.WaitAsync(link.Token);
            await stream.WriteAsync(_buffer.WrittenMemory, link.Token);
            if (flush)
                await stream.FlushAsync(link.Token);
        }
        catch (Exception e) when (e is not RpcException && !cancellationToken.IsCancellationRequested)
        {
            throw await call.ExplainFailedWriteAsync(e);
        }
        finally
        {
            _buffer.Dispose();
        }
    }
}
