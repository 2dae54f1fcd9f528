using Google.Protobuf;
using Grpc.Core;
using MegaRegion.Interop.Testing;

namespace MegaRegion.Interop;

/// <summary>The client side of the 18 interoperability cases that need no cloud, each as its document describes it.</summary>
internal sealed partial class InteropCases(CallInvoker invoker, FrameFlagObserver responses)
{
    private const int LargeRequest = 271_828;
    private const int LargeResponse = 314_159;
    private static readonly int[] RequestSizes = [27_182, 8, 1_828, 45_904];
    private static readonly int[] ResponseSizes = [31_415, 9, 2_653, 58_979];

    private readonly TestService.TestServiceClient _client = new(invoker);

    /// <summary>All cases by name.</summary>
    public IReadOnlyDictionary<string, Func<Task>> ByName => new Dictionary<string, Func<Task>>(StringComparer.Ordinal)
    {
        ["empty_unary"] = EmptyUnaryAsync,
        ["large_unary"] = LargeUnaryAsync,
        ["client_streaming"] = ClientStreamingAsync,
        ["server_streaming"] = ServerStreamingAsync,
        ["ping_pong"] = PingPongAsync,
        ["empty_stream"] = EmptyStreamAsync,
        ["cancel_after_begin"] = CancelAfterBeginAsync,
        ["cancel_after_first_response"] = CancelAfterFirstResponseAsync,
        ["timeout_on_sleeping_server"] = TimeoutOnSleepingServerAsync,
        ["custom_metadata"] = CustomMetadataAsync,
        ["status_code_and_message"] = StatusCodeAndMessageAsync,
        ["special_status_message"] = SpecialStatusMessageAsync,
        ["unimplemented_method"] = UnimplementedMethodAsync,
        ["unimplemented_service"] = UnimplementedServiceAsync,
        ["client_compressed_unary"] = ClientCompressedUnaryAsync,
        ["client_compressed_streaming"] = ClientCompressedStreamingAsync,
        ["server_compressed_unary"] = ServerCompressedUnaryAsync,
        ["server_compressed_streaming"] = ServerCompressedStreamingAsync,
    };

    private async Task EmptyUnaryAsync() => Require(await _client.EmptyCallAsync(new Empty()), new Empty());

    private async Task LargeUnaryAsync()
    {
        var response = await _client.UnaryCallAsync(NewLargeRequest());
        Require(response.Payload.Body.Length, LargeResponse);
    }

    private async Task ClientStreamingAsync()
    {
        using var call = _client.StreamingInputCall();
        foreach (var size in RequestSizes)
            await call.RequestStream.WriteAsync(new StreamingInputCallRequest { Payload = Zeros(size) });
        await call.RequestStream.CompleteAsync();
        Require((await call.ResponseAsync).AggregatedPayloadSize, RequestSizes.Sum());
    }

    private async Task ServerStreamingAsync()
    {
        using var call = _client.StreamingOutputCall(NewOutputRequest(ResponseSizes));
        var sizes = new List<int>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            sizes.Add(response.Payload.Body.Length);
        Require(string.Join(',', sizes), string.Join(',', ResponseSizes));
    }

    private async Task PingPongAsync()
    {
        using var call = _client.FullDuplexCall();
        foreach (var (request, response) in RequestSizes.Zip(ResponseSizes))
        {
            await call.RequestStream.WriteAsync(NewOutputRequest([response], request));
            Require(await call.ResponseStream.MoveNext(), true);
            Require(call.ResponseStream.Current.Payload.Body.Length, response);
        }

        await call.RequestStream.CompleteAsync();
        Require(await call.ResponseStream.MoveNext(), false);
        Require(call.GetStatus().StatusCode, StatusCode.OK);
    }

    private async Task EmptyStreamAsync()
    {
        using var call = _client.FullDuplexCall();
        await call.RequestStream.CompleteAsync();
        Require(await call.ResponseStream.MoveNext(), false);
    }

    private async Task CancelAfterBeginAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.StreamingInputCall(cancellationToken: cancellation.Token);
        await cancellation.CancelAsync();
        await RequireFailureAsync(() => call.ResponseAsync, StatusCode.Cancelled);
    }

    private async Task CancelAfterFirstResponseAsync()
    {
        using var cancellation = new CancellationTokenSource();
        using var call = _client.FullDuplexCall(cancellationToken: cancellation.Token);
        await call.RequestStream.WriteAsync(NewOutputRequest([ResponseSizes[0]], RequestSizes[0]));
        Require(await call.ResponseStream.MoveNext(), true);
        await cancellation.CancelAsync();
        await RequireFailureAsync(() => call.ResponseStream.MoveNext(), StatusCode.Cancelled);
    }

    private async Task TimeoutOnSleepingServerAsync()
    {
        using var call = _client.FullDuplexCall(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddMilliseconds(1));
        await RequireFailureAsync(
            async () =>
            {
                await call.RequestStream.WriteAsync(new StreamingOutputCallRequest { Payload = Zeros(RequestSizes[0]) });
                await call.ResponseStream.MoveNext();
            },
            StatusCode.DeadlineExceeded);
    }

    private static void Require<T>(T actual, T expected)
    {
        if (!EqualityComparer<T>.Default.Equals(actual, expected))
            throw new InteropFailure($"expected {expected}, got {actual}");
    }

    private static async Task<RpcException> RequireFailureAsync(Func<Task> call, StatusCode code)
    {
        try
        {
            await call();
        }
        catch (RpcException e)
        {
            Require(e.StatusCode, code);
            return e;
        }

        throw new InteropFailure($"expected the call to fail with {code}, but it succeeded");
    }

    private static Payload Zeros(int bytes) => new() { Body = ByteString.CopyFrom(new byte[bytes]) };

    private static SimpleRequest NewLargeRequest() => new() { ResponseSize = LargeResponse, Payload = Zeros(LargeRequest) };

    private static StreamingOutputCallRequest NewOutputRequest(int[] responseSizes, int requestSize = 0)
    {
        var request = new StreamingOutputCallRequest { Payload = Zeros(requestSize) };
        request.ResponseParameters.AddRange(responseSizes.Select(size => new ResponseParameters { Size = size }));
        return request;
    }
}
