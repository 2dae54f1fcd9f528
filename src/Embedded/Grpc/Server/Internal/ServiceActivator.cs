using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Gives each call its service instance: the registered one, or a new one made from the call's services and
/// disposed after the call.
/// </summary>
internal static class ServiceActivator<TService>
    where TService : class
{
    private static readonly Lazy<ObjectFactory<TService>> Factory =
        new(static () => ActivatorUtilities.CreateFactory<TService>(Type.EmptyTypes));

    private static readonly bool IsDisposable =
        typeof(IDisposable).IsAssignableFrom(typeof(TService)) || typeof(IAsyncDisposable).IsAssignableFrom(typeof(TService));

    /// <summary>Runs one call on an instance.</summary>
    public static Task RunAsync<TState>(ServerCallContext context, TState state, Func<TService, TState, Task> run)
    {
        var service = Resolve(context, out var created);
        return created && IsDisposable ? RunAndDisposeAsync(service, state, run) : run(service, state);
    }

    /// <summary>Runs one call with a response on an instance.</summary>
    public static Task<TResponse> RunAsync<TState, TResponse>(
        ServerCallContext context,
        TState state,
        Func<TService, TState, Task<TResponse>> run)
    {
        var service = Resolve(context, out var created);
        return created && IsDisposable ? RunAndDisposeAsync(service, state, run) : run(service, state);
    }

    private static TService Resolve(ServerCallContext context, out bool created)
    {
        var services = context.GetHttpContext().RequestServices;
        var registered = services.GetService<TService>();
        created = registered is null;
        return registered ?? Factory.Value(services, arguments: null);
    }

    private static async Task RunAndDisposeAsync<TState>(TService service, TState state, Func<TService, TState, Task> run)
    {
        try
        {
            await run(service, state);
        }
        finally
        {
            await Disposal.DisposeAsync(service);
        }
    }

    private static async Task<TResponse> RunAndDisposeAsync<TState, TResponse>(
        TService service,
        TState state,
        Func<TService, TState, Task<TResponse>> run)
    {
        try
        {
            return await run(service, state);
        }
        finally
        {
            await Disposal.DisposeAsync(service);
        }
    }
}
