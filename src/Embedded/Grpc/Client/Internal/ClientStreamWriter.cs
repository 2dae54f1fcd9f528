using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>The stream of requests as a caller sees it.</summary>
internal sealed class ClientStreamWriter<TRequest, TResponse>(
    ClientCall<TRequest, TResponse> call,
    StreamingContent content,
    FrameWriter frames)
    : IClientStreamWriter<TRequest>
    where TRequest : class
    where TResponse : class
{
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
            using var frame = new PooledBuffer();
            var flags = WriteOptions?.Flags ?? WriteFlags.None;
            frames.Write(frame, call.Method.RequestMarshaller, message, (flags & WriteFlags.NoCompress) != WriteFlags.NoCompress);
            await SendAsync(frame.WrittenMemory, (flags & WriteFlags.BufferHint) != WriteFlags.BufferHint, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _isWriting, 0);
        }
    }

    public Task CompleteAsync()
    {
        Enter();
        _isCompleted = true;
        content.Complete();
        Volatile.Write(ref _isWriting, 0);
        return Task.CompletedTask;
    }

    private void Enter()
    {
        if (_isCompleted)
            throw new InvalidOperationException("The requests have been completed.");
        if (Interlocked.Exchange(ref _isWriting, 1) == 1)
            throw new InvalidOperationException("A stream can be written by one writer at a time.");
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> frame, bool flush, CancellationToken cancellationToken)
    {
        using var link = call.LinkToCall(cancellationToken);
        try
        {
            var stream = await content.Stream.WaitAsync(link.Token);
            await stream.WriteAsync(frame, link.Token);
            if (flush)
                await stream.FlushAsync(link.Token);
        }
        catch (Exception e) when (e is not RpcException && !cancellationToken.IsCancellationRequested)
        {
            throw await call.ExplainFailedWriteAsync(e);
        }
    }
}
