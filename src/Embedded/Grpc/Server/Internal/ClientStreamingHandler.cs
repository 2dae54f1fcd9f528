using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class ClientStreamingHandler<TRequest, TResponse>(
    ServerMethod shared,
    Method<TRequest, TResponse> method,
    ClientStreamingServerMethod<TRequest, TResponse> pipeline)
    : ServerCallHandler(shared)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeAsync(ServerCall call)
    {
        var requests = new ServerStreamReader<TRequest>(call.Requests, method.RequestMarshaller);
        var response = await pipeline(requests, call);
        await call.Responses.WriteLastAsync(method.ResponseMarshaller, response);
    }
}
