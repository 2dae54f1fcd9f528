using System.Globalization;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>How a call is sent, and sent again: retries by policy, and waiting for a connection.</summary>
internal abstract partial class ClientCall
{
    private static readonly TimeSpan FirstReconnectWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestReconnectWait = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Sends the request until the server answers with something that counts: a message to come, or a status that is
    /// not retried.
    /// </summary>
    /// <remarks>
    /// Without a policy the channel sends a call once. The handler below sends it again, at most three times, where the
    /// server said that it has not looked at it: REFUSED_STREAM, or GOAWAY with a lower last stream (RFC 9113, 8.7). Any
    /// other failure may have met a call that was executed, and a call is not idempotent unless its policy says so.
    /// </remarks>
    /// <param name="isReplayable">Whether the body can be sent again once the server has seen it.</param>
    protected Task SendAsync(bool isReplayable)
    {
        var retry = isReplayable ? _description.Retry : null;
        return retry is null && !Options.IsWaitForReady ? SendSimplyAsync() : SendRepeatedlyAsync(retry);
    }

    /// <summary>The request's body, asked for once per attempt.</summary>
    protected abstract HttpContent NewContent();

    private async Task SendSimplyAsync() => Accept(await SendOnceAsync(attempt: 1));

    private async Task SendRepeatedlyAsync(RetryRule? retry)
    {
        var reconnectWait = FirstReconnectWait;
        for (var attempt = 1; ;)
        {
            try
            {
                var response = await SendOnceAsync(attempt);
                if (retry is null || !ResponseHeaders.HasStatus(response.Headers) || !MayRetry(retry, response, attempt, out var wait))
                {
                    Accept(response);
                    return;
                }

                response.Dispose();
                await Task.Delay(wait, Channel.Time, Token);
                attempt++;
            }
            catch (HttpRequestException e) when (Options.IsWaitForReady && TransportFailure.IsNoConnection(e))
            {
                await Task.Delay(reconnectWait, Channel.Time, Token);
                reconnectWait = reconnectWait * 2 < LongestReconnectWait ? reconnectWait * 2 : LongestReconnectWait;
            }
            catch (HttpRequestException e) when (retry is not null && MayRetry(retry, TransportFailure.ToStatus(e).StatusCode, attempt))
            {
                await Task.Delay(RandomWait(retry, attempt), Channel.Time, Token);
                attempt++;
            }
        }
    }

    private Task<HttpResponseMessage> SendOnceAsync(int attempt)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _description.Uri)
        {
            Version = Channel.HttpVersion,
            VersionPolicy = Channel.HttpVersionPolicy,
            Content = NewContent(),
        };
        AddHeaders(request, attempt);
        return Options.Credentials is null && Channel.Credentials is null
            ? Channel.SendAsync(request, Token)
            : SendWithCredentialsAsync(request);
    }

    private async Task<HttpResponseMessage> SendWithCredentialsAsync(HttpRequestMessage request)
    {
        await AddCredentialsAsync(request);
        return await Channel.SendAsync(request, Token);
    }

    private void AddHeaders(HttpRequestMessage request, int attempt)
    {
        var headers = request.Headers;
        headers.TryAddWithoutValidation("TE", "trailers");
        headers.TryAddWithoutValidation("User-Agent", ClientTelemetry.UserAgent);
        headers.TryAddWithoutValidation(GrpcHeaders.AcceptEncoding, Channel.Compression.AcceptEncoding);
        if (Frames.Encoding is { } encoding)
            headers.TryAddWithoutValidation(GrpcHeaders.Encoding, encoding.EncodingName);
        if (HasDeadline)
            headers.TryAddWithoutValidation(GrpcHeaders.Timeout, TimeoutCodec.Format(TimeLeft));
        if (attempt > 1)
            headers.TryAddWithoutValidation(GrpcHeaders.PreviousAttempts, (attempt - 1).ToString(CultureInfo.InvariantCulture));
        if (_host is not null)
            headers.Host = _host;
        if (Options.Headers is { Count: > 0 } metadata)
            AddMetadata(request, metadata);
        ClientTelemetry.Inject(_activity, request);
    }

    private static void AddMetadata(HttpRequestMessage request, Metadata metadata)
    {
        foreach (var entry in metadata)
        {
            if (entry.Key != GrpcHeaders.EncodingRequest)
                request.Headers.TryAddWithoutValidation(entry.Key, MetadataCodec.ToWire(entry));
        }
    }

    private async Task AddCredentialsAsync(HttpRequestMessage request)
    {
        if (!Channel.IsSecure && !Channel.Options.UnsafeUseInsecureChannelCallCredentials)
        {
            Channel.Logger.CredentialsNotSent(_description.TelemetryName);
            return;
        }

        var method = _description.Method;
        var context = new AuthInterceptorContext($"{Channel.Address.GetLeftPart(UriPartial.Authority)}/{method.ServiceName}", method.Name, Token);
        if (Channel.Credentials is { } channel)
            AddMetadata(request, await CallCredentialReader.ReadAsync(channel, context));
        if (Options.Credentials is { } call)
            AddMetadata(request, await CallCredentialReader.ReadAsync(call, context));
    }

    private void UseRequestEncoding()
    {
        var name = Options.Headers?.GetValue(GrpcHeaders.EncodingRequest);
        if (name is null or GrpcHeaders.Identity)
            return;
        Frames.Encoding = Channel.Compression.Find(name)
            ?? throw new InvalidOperationException($"There is no compression provider for the request encoding \"{name}\".");
    }

    private void Accept(HttpResponseMessage response)
    {
        TaskCompletionSource<Metadata>? waiter;
        lock (_lock)
        {
            Response = response;
            waiter = _headersWaiter;
        }

        waiter?.TrySetResult(_headers ??= ResponseHeaders.ReadMetadata(response.Headers));
        if (_isFinished)
        {
            response.Dispose();
            throw new OperationCanceledException(Token);
        }

        ResponseHeaders.ThrowUnlessGrpc(response);
        var encoding = ResponseHeaders.ReadEncoding(response.Headers);
        if (encoding is null or GrpcHeaders.Identity)
            return;
        Parser.Encoding = Channel.Compression.Find(encoding) ?? throw WireErrors.UnknownEncoding(encoding);
    }

    private bool MayRetry(RetryRule rule, HttpResponseMessage response, int attempt, out TimeSpan wait)
    {
        wait = default;
        if (!MayRetry(rule, ResponseHeaders.ReadStatus(response.Headers).StatusCode, attempt))
            return false;
        if (!response.Headers.NonValidated.TryGetValues(GrpcHeaders.RetryPushback, out var pushback))
            wait = RandomWait(rule, attempt);
        else if (long.TryParse(pushback.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds))
            wait = TimeSpan.FromMilliseconds(milliseconds);
        else
            return false;
        return true;
    }

    private bool MayRetry(RetryRule rule, StatusCode code, int attempt)
        => attempt < rule.MaxAttempts && rule.Covers(code) && !_isFinished;

    private static TimeSpan RandomWait(RetryRule rule, int attempt)
        => rule.LongestBackoff(attempt) * Random.Shared.NextDouble();
}
