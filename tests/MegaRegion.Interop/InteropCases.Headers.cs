using Grpc.Core;
using MegaRegion.Interop.Testing;

namespace MegaRegion.Interop;

/// <summary>The cases about metadata, status and compression.</summary>
internal sealed partial class InteropCases
{
    private const string EchoInitial = "x-grpc-test-echo-initial";
    private const string EchoInitialValue = "test_initial_metadata_value";
    private const string EchoTrailing = "x-grpc-test-echo-trailing-bin";
    private const string SpecialMessage = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n";
    private static readonly byte[] EchoTrailingValue = [0xAB, 0xAB, 0xAB];
    private static readonly Metadata CompressRequests = new() { { "grpc-internal-encoding-request", "gzip" } };

    private async Task CustomMetadataAsync()
    {
        var metadata = new Metadata { { EchoInitial, EchoInitialValue }, { EchoTrailing, EchoTrailingValue } };
        using var unary = _client.UnaryCallAsync(NewLargeRequest(), metadata);
        await unary.ResponseAsync;
        RequireEchoed(await unary.ResponseHeadersAsync, unary.GetTrailers());

        using var duplex = _client.FullDuplexCall(metadata);
        await duplex.RequestStream.WriteAsync(NewOutputRequest([LargeResponse], LargeRequest));
        await duplex.RequestStream.CompleteAsync();
        var headers = await duplex.ResponseHeadersAsync;
        while (await duplex.ResponseStream.MoveNext())
            Require(duplex.ResponseStream.Current.Payload.Body.Length, LargeResponse);
        RequireEchoed(headers, duplex.GetTrailers());
    }

    private async Task StatusCodeAndMessageAsync()
    {
        var status = new EchoStatus { Code = 2, Message = "test status message" };
        var unary = await RequireFailureAsync(
            () => _client.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }).ResponseAsync, StatusCode.Unknown);
        Require(unary.Status.Detail, status.Message);

        using var duplex = _client.FullDuplexCall();
        await duplex.RequestStream.WriteAsync(new StreamingOutputCallRequest { ResponseStatus = status });
        await duplex.RequestStream.CompleteAsync();
        var streamed = await RequireFailureAsync(() => duplex.ResponseStream.MoveNext(), StatusCode.Unknown);
        Require(streamed.Status.Detail, status.Message);
    }

    private async Task SpecialStatusMessageAsync()
    {
        var status = new EchoStatus { Code = 2, Message = SpecialMessage };
        var failure = await RequireFailureAsync(
            () => _client.UnaryCallAsync(new SimpleRequest { ResponseStatus = status }).ResponseAsync, StatusCode.Unknown);
        Require(failure.Status.Detail, SpecialMessage);
    }

    private Task UnimplementedMethodAsync()
        => RequireFailureAsync(() => _client.UnimplementedCallAsync(new Empty()).ResponseAsync, StatusCode.Unimplemented);

    private Task UnimplementedServiceAsync()
        => RequireFailureAsync(
            () => new UnimplementedService.UnimplementedServiceClient(invoker).UnimplementedCallAsync(new Empty()).ResponseAsync,
            StatusCode.Unimplemented);

    private async Task ClientCompressedUnaryAsync()
    {
        var compressed = NewLargeRequest();
        compressed.ExpectCompressed = new BoolValue { Value = true };
        await RequireFailureAsync(() => _client.UnaryCallAsync(compressed).ResponseAsync, StatusCode.InvalidArgument);
        var response = await _client.UnaryCallAsync(compressed, new CallOptions(CompressRequests));
        Require(response.Payload.Body.Length, LargeResponse);

        var plain = NewLargeRequest();
        plain.ExpectCompressed = new BoolValue { Value = false };
        response = await _client.UnaryCallAsync(plain);
        Require(response.Payload.Body.Length, LargeResponse);
    }

    private async Task ClientCompressedStreamingAsync()
    {
        var compressed = new StreamingInputCallRequest { ExpectCompressed = new BoolValue { Value = true }, Payload = Zeros(RequestSizes[0]) };
        var plain = new StreamingInputCallRequest { ExpectCompressed = new BoolValue { Value = false }, Payload = Zeros(RequestSizes[3]) };
        using (var probe = _client.StreamingInputCall())
        {
            await probe.RequestStream.WriteAsync(compressed);
            await probe.RequestStream.CompleteAsync();
            await RequireFailureAsync(() => probe.ResponseAsync, StatusCode.InvalidArgument);
        }

        using var call = _client.StreamingInputCall(CompressRequests);
        await call.RequestStream.WriteAsync(compressed);
        call.RequestStream.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
        await call.RequestStream.WriteAsync(plain);
        await call.RequestStream.CompleteAsync();
        Require((await call.ResponseAsync).AggregatedPayloadSize, RequestSizes[0] + RequestSizes[3]);
    }

    private async Task ServerCompressedUnaryAsync()
    {
        foreach (var compress in new[] { true, false })
        {
            var request = NewLargeRequest();
            request.ResponseCompressed = new BoolValue { Value = compress };
            responses.Take();
            var response = await _client.UnaryCallAsync(request);
            Require(response.Payload.Body.Length, LargeResponse);
            Require(responses.Take().Single(), compress);
        }
    }

    private async Task ServerCompressedStreamingAsync()
    {
        var request = new StreamingOutputCallRequest();
        request.ResponseParameters.Add(new ResponseParameters { Compressed = new BoolValue { Value = true }, Size = ResponseSizes[0] });
        request.ResponseParameters.Add(new ResponseParameters { Compressed = new BoolValue { Value = false }, Size = ResponseSizes[3] });
        responses.Take();
        using var call = _client.StreamingOutputCall(request);
        var sizes = new List<int>();
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            sizes.Add(response.Payload.Body.Length);
        Require(string.Join(',', sizes), $"{ResponseSizes[0]},{ResponseSizes[3]}");
        Require(string.Join(',', responses.Take()), $"{true},{false}");
    }

    private static void RequireEchoed(Metadata headers, Metadata trailers)
    {
        Require(headers.GetValue(EchoInitial), EchoInitialValue);
        Require(Convert.ToHexString(trailers.GetValueBytes(EchoTrailing) ?? []), Convert.ToHexString(EchoTrailingValue));
    }
}
