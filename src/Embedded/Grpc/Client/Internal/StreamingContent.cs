using System.Net;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// A request body into which the caller writes while the response is read. The HTTP client hands over its stream,
/// and takes it back when the caller completes the requests.
/// </summary>
internal sealed class StreamingContent : HttpContent
{
    private readonly TaskCompletionSource<Stream> _stream = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _completed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public StreamingContent() => Headers.TryAddWithoutValidation("Content-Type", GrpcHeaders.ContentType);

    /// <summary>The stream, once there is a connection.</summary>
    public Task<Stream> Stream => _stream.Task;

    /// <summary>There will be no more requests.</summary>
    public void Complete() => _completed.TrySetResult();

    /// <summary>The response has begun.</summary>
    public void Answered() => _answered.TrySetResult();

    /// <summary>The call is over: nobody needs the stream any more.</summary>
    public void Abandon()
    {
        _stream.TrySetCanceled();
        _completed.TrySetCanceled();
        _answered.TrySetResult();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(
        Stream stream,
        TransportContext? context,
        CancellationToken cancellationToken)
    {
        try
        {
            // Without this flush the request headers would wait for the first message, and the server with them.
            await stream.FlushAsync(cancellationToken);
            if (!_stream.TrySetResult(stream))
                throw new IOException("The requests of a stream cannot be sent a second time.");
            await _completed.Task.WaitAsync(cancellationToken);
        }
        catch (Exception e)
        {
            // The body may be over before it has begun: no writer is to wait for it.
            _stream.TrySetCanceled(CancellationToken.None);

            // HTTP cancels the body when the server resets the stream. Of body and response it reports what fails first,
            // and only the response knows the reason.
            if (e is OperationCanceledException)
                await _answered.Task;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}
