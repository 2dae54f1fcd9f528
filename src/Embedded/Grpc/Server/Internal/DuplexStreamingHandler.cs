using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class DuplexStreamingHandler<TRequest, TResponse>(
    ServerMethod shared,
    Method<TRequest, TResponse> method,
    DuplexStreamingServerMethod<TRequest, TResponse> pipeline)
    : ServerCallHandler(shared)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeAsync(ServerCall call)
    {
        var requests = new ServerStreamReader<TRequest>(call.Requests, method.RequestMarshaller);
        var responses = new ServerStreamWriter<TResponse>(call, method.ResponseMarshaller);
        await pipeline(requests, responses, call);
    }
}
