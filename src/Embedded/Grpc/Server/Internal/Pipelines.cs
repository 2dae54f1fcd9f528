using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Puts the interceptors of a method around its handler, once, when the method is mapped.</summary>
internal static class Pipelines
{
    public static UnaryServerMethod<TRequest, TResponse> Build<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors,
        UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in interceptors.Reverse())
        {
            var next = handler;
            handler = (request, context) => RunAsync(
                registration, context, interceptor => interceptor.UnaryServerHandler(request, context, next));
        }

        return handler;
    }

    public static ClientStreamingServerMethod<TRequest, TResponse> Build<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors,
        ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in interceptors.Reverse())
        {
            var next = handler;
            handler = (requests, context) => RunAsync(
                registration, context, interceptor => interceptor.ClientStreamingServerHandler(requests, context, next));
        }

        return handler;
    }

    public static ServerStreamingServerMethod<TRequest, TResponse> Build<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors,
        ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in interceptors.Reverse())
        {
            var next = handler;
            handler = (request, responses, context) => RunAsync(
                registration,
                context,
                interceptor => AsUnit(interceptor.ServerStreamingServerHandler(request, responses, context, next)));
        }

        return handler;
    }

    public static DuplexStreamingServerMethod<TRequest, TResponse> Build<TRequest, TResponse>(
        IReadOnlyList<InterceptorRegistration> interceptors,
        DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class
    {
        foreach (var registration in interceptors.Reverse())
        {
            var next = handler;
            handler = (requests, responses, context) => RunAsync(
                registration,
                context,
                interceptor => AsUnit(interceptor.DuplexStreamingServerHandler(requests, responses, context, next)));
        }

        return handler;
    }

    private static Task<T> RunAsync<T>(InterceptorRegistration registration, ServerCallContext context, Func<Interceptor, Task<T>> run)
    {
        var interceptor = registration.Create(context.GetHttpContext().RequestServices, out var created);
        return created && registration.IsDisposable ? RunAndDisposeAsync(interceptor, run) : run(interceptor);
    }

    private static async Task<T> RunAndDisposeAsync<T>(Interceptor interceptor, Func<Interceptor, Task<T>> run)
    {
        try
        {
            return await run(interceptor);
        }
        finally
        {
            await Disposal.DisposeAsync(interceptor);
        }
    }

    private static async Task<bool> AsUnit(Task task)
    {
        await task;
        return true;
    }
}
