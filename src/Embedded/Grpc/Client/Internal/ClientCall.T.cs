using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>A call under way on a client.</summary>
internal sealed class ClientCall<TRequest, TResponse>(
    GrpcChannel channel,
    Method<TRequest, TResponse> method,
    string? host,
    CallOptions options)
    : ClientCall(channel, method, host, options)
    where TRequest : class
    where TResponse : class
{
    // In a duplex call a failed write may have to read ahead to learn why it failed.
    private SemaphoreSlim? _reading;
    private StreamingContent? _requests;
    private ResponseReader? _responses;
    private RequestFrame? _frame;
    private Task? _sending;
    private Task? _response;

    public Method<TRequest, TResponse> Method => method;

    public Task<TResponse> RunUnaryAsync(TRequest request) => RunAsync(request);

    public ClientStreamReader<TRequest, TResponse> StartServerStreaming(TRequest request)
    {
        _sending = Observe(SendOneAsync(request));
        return new ClientStreamReader<TRequest, TResponse>(this);
    }

    public (ClientStreamWriter<TRequest, TResponse> Requests, Task<TResponse> Response) StartClientStreaming()
    {
        _requests = new StreamingContent();
        var response = RunAsync(request: null);
        _response = Observe(response);
        return (new ClientStreamWriter<TRequest, TResponse>(this, _requests, Frames), response);
    }

    public (ClientStreamWriter<TRequest, TResponse> Requests, ClientStreamReader<TRequest, TResponse> Responses) StartDuplexStreaming()
    {
        _reading = new SemaphoreSlim(1);
        _requests = new StreamingContent();
        _sending = Observe(SendStreamAsync());
        return (new ClientStreamWriter<TRequest, TResponse>(this, _requests, Frames), new ClientStreamReader<TRequest, TResponse>(this));
    }

    /// <summary>Reads the next response; null when the call has ended well.</summary>
    public async ValueTask<TResponse?> ReadNextAsync(CancellationToken cancellationToken)
    {
        if (!IsFinished)
        {
            using var link = LinkToCall(cancellationToken);
            try
            {
                await _sending!.WaitAsync(link.Token);
                if (!IsFinished && await TakeNextAsync(link.Token) is { } message)
                    return message;
                FinishFromResponse();
            }
            catch (Exception e)
            {
                throw Fail(e);
            }
            finally
            {
                if (IsFinished)
                    await CloseAsync();
            }
        }

        ThrowUnlessOk();
        return null;
    }

    /// <summary>What a writer is to throw when its stream is gone: the call's status.</summary>
    public async Task<Exception> ExplainFailedWriteAsync(Exception exception)
    {
        await (_response ?? _sending!).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsFinished)
            return ToException();

        // HTTP cancels the write that the end of the response meets, and disposes the stream for those that come later.
        if (!Token.IsCancellationRequested && exception is OperationCanceledException or ObjectDisposedException)
            return await ReadAheadAsync(exception);
        return Fail(exception);
    }

    protected override HttpContent NewContent() => _requests is not null ? _requests : new UnaryContent(_frame!);

    protected override void AbandonRequests()
    {
        _requests?.Abandon();
        _frame?.Release();
    }

    private ResponseReader Responses => _responses
        ?? throw new InvalidOperationException("The response has not begun.");

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<TResponse?> TakeNextAsync(CancellationToken cancellationToken)
    {
        if (_reading is null)
            return await Responses.ReadNextAsync(method.ResponseMarshaller, cancellationToken);
        await _reading.WaitAsync(cancellationToken);
        try
        {
            return await Responses.ReadNextAsync(method.ResponseMarshaller, cancellationToken);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>
    /// Learns the status of a call whose response the server has ended, with messages that nobody has read yet. They
    /// have all arrived: reading ahead waits for nothing and holds no more than HTTP held before.
    /// </summary>
    private async Task<Exception> ReadAheadAsync(Exception exception)
    {
        try
        {
            await _reading!.WaitAsync(Token);
            try
            {
                if (IsFinished)
                    return ToException();
                await Responses.BufferRestAsync(Token);
                var trailers = Response!.TrailingHeaders;
                var status = ResponseHeaders.ReadStatus(trailers);
                return ToException(new Status(status.StatusCode, status.Detail, exception), ResponseHeaders.ReadMetadata(trailers));
            }
            finally
            {
                _reading.Release();
            }
        }
        catch (Exception e)
        {
            return Fail(e);
        }
    }

    private async ValueTask CloseAsync()
    {
        if (_reading is not null)
            await _reading.WaitAsync();
        _responses?.Dispose();
        _reading?.Release();
    }

    private async Task<TResponse> RunAsync(TRequest? request)
    {
        try
        {
            Begin();
            await SendAsync(request);
            using var responses = await OpenAsync();
            var message = await responses.ReadNextAsync(method.ResponseMarshaller, Token);
            var hasMore = message is not null && await responses.ReadNextAsync(method.ResponseMarshaller, Token) is not null;
            if (hasMore)
                throw WireErrors.Of(StatusCode.Unimplemented, "The method answers one message; the server sent more.");
            FinishFromResponse();
            ThrowUnlessOk();
            return message ?? throw WireErrors.Of(StatusCode.Unimplemented, "The server ended the call without a message.");
        }
        catch (Exception e) when (!IsFinished)
        {
            throw Fail(e);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw ToException();
        }
    }

    private async Task SendOneAsync(TRequest request)
    {
        try
        {
            Begin();
            await SendAsync(request);
            await OpenStreamAsync();
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
    }

    private async Task SendStreamAsync()
    {
        try
        {
            Begin();
            await SendRequestsAsync();
            await OpenStreamAsync();
        }
        catch (Exception e)
        {
            throw Fail(e);
        }
    }

    /// <summary>A response that is no more than a status ends the call at once, whether or not anybody reads.</summary>
    private async ValueTask OpenStreamAsync()
    {
        if (ResponseHeaders.HasStatus(Response!.Headers))
            FinishFromResponse();
        else
            _responses = await OpenAsync();
    }

    /// <summary>A caller may learn of a failure elsewhere (from its writer, from the status) and never await this task.</summary>
    private static Task Observe(Task task)
    {
        _ = task.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        return task;
    }

    private Task SendAsync(TRequest? request)
    {
        if (request is null)
            return SendRequestsAsync();
        _frame = new RequestFrame();
        var isCompressed = (Options.WriteOptions?.Flags & WriteFlags.NoCompress) != WriteFlags.NoCompress;
        Frames.Write(_frame.Buffer, method.RequestMarshaller, request, isCompressed);
        return SendAsync(isReplayable: true);
    }

    private async Task SendRequestsAsync()
    {
        await SendAsync(isReplayable: false);
        _requests!.Answered();
    }

    private async ValueTask<ResponseReader> OpenAsync()
        => new(await Response!.Content.ReadAsStreamAsync(Token), Parser);
}
