using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class ServerStreamingHandler<TRequest, TResponse>(
    ServerMethod shared,
    Method<TRequest, TResponse> method,
    ServerStreamingServerMethod<TRequest, TResponse> pipeline)
    : ServerCallHandler(shared)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeAsync(ServerCall call)
    {
        var request = await call.Requests.ReadOnlyOneAsync(method.RequestMarshaller);
        var responses = new ServerStreamWriter<TResponse>(call, method.ResponseMarshaller);
        await pipeline(request, responses, call);
    }
}
