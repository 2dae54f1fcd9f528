using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

internal sealed class UnaryHandler<TRequest, TResponse>(
    ServerMethod shared,
    Method<TRequest, TResponse> method,
    UnaryServerMethod<TRequest, TResponse> pipeline)
    : ServerCallHandler(shared)
    where TRequest : class
    where TResponse : class
{
    protected override async Task ServeAsync(ServerCall call)
    {
        var request = await call.Requests.ReadOnlyOneAsync(method.RequestMarshaller);
        var response = await pipeline(request, call);
        await call.Responses.WriteLastAsync(method.ResponseMarshaller, response);
    }
}
