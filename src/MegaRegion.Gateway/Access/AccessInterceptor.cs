using Grpc.Core;
using Grpc.Core.Interceptors;
using MegaRegion.Gateway.Errors;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Access;

/// <summary>Asks the <see cref="IAccessPolicy"/> before a service sees a call.</summary>
internal sealed class AccessInterceptor(IAccessPolicy policy) : Interceptor
{
    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await CheckAsync((request as SubmitReportRequest)?.Hub, context);
        return await continuation(request, context);
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await CheckAsync(hub: null, context);
        await continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await CheckAsync(hub: null, context);
        var opened = new OpenCheckingReader<TRequest>(requestStream, hub => CheckAsync(hub, context));
        await continuation(opened, responseStream, context);
    }

    private async Task CheckAsync(string? hub, ServerCallContext context)
    {
        var address = context.GetHttpContext().Connection.RemoteIpAddress;
        var decision = await policy.DecideAsync(
            new AccessRequest(context.Method, hub, address), context.CancellationToken);
        switch (decision)
        {
            case AccessDecision.Allowed:
                return;
            case AccessDecision.Denied:
                throw new ServiceErrorException(ServiceErrors.PermissionDenied());
            default:
                throw new ServiceErrorException(ServiceErrors.Unauthenticated());
        }
    }
}
