using System.Reflection;
using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Receives the methods of a service class from its generated base and makes a call handler for each.</summary>
internal sealed class ServiceBinder<TService>(MethodOptions options, ServerRuntime runtime) : ServiceBinderBase
    where TService : class
{
    private readonly List<BoundMethod> _methods = [];
    private Type _baseType = typeof(TService);

    public IReadOnlyList<BoundMethod> Methods => _methods;

    /// <summary>Finds the generated base class and lets it add its methods.</summary>
    public void Bind()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is not { } attribute)
                continue;
            _baseType = type;
            var bind = attribute.BindType.GetMethod(
                attribute.BindMethodName,
                BindingFlags.Public | BindingFlags.Static,
                [typeof(ServiceBinderBase), type]);
            if (bind is null)
                break;
            bind.Invoke(obj: null, BindingFlags.DoNotWrapExceptions, binder: null, [this, null], culture: null);
            return;
        }

        throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated gRPC service base class.");
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        UnaryServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(method.Name, typeof(TRequest), typeof(ServerCallContext));
        var open = info.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var pipeline = Pipelines.Build<TRequest, TResponse>(options.Interceptors, (request, context) =>
            ServiceActivator<TService>.RunAsync(
                context, (open, request, context), static (service, s) => s.open(service, s.request, s.context)));
        Add(info, new UnaryHandler<TRequest, TResponse>(NewMethod(method), method, pipeline));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ClientStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var open = info.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        var pipeline = Pipelines.Build<TRequest, TResponse>(options.Interceptors, (requests, context) =>
            ServiceActivator<TService>.RunAsync(
                context, (open, requests, context), static (service, s) => s.open(service, s.requests, s.context)));
        Add(info, new ClientStreamingHandler<TRequest, TResponse>(NewMethod(method), method, pipeline));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        ServerStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(method.Name, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var open = info.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var pipeline = Pipelines.Build<TRequest, TResponse>(options.Interceptors, (request, responses, context) =>
            ServiceActivator<TService>.RunAsync(
                context,
                (open, request, responses, context),
                static (service, s) => s.open(service, s.request, s.responses, s.context)));
        Add(info, new ServerStreamingHandler<TRequest, TResponse>(NewMethod(method), method, pipeline));
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method,
        DuplexStreamingServerMethod<TRequest, TResponse>? handler)
    {
        var info = FindMethod(
            method.Name, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var open = info.CreateDelegate<
            Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var pipeline = Pipelines.Build<TRequest, TResponse>(options.Interceptors, (requests, responses, context) =>
            ServiceActivator<TService>.RunAsync(
                context,
                (open, requests, responses, context),
                static (service, s) => s.open(service, s.requests, s.responses, s.context)));
        Add(info, new DuplexStreamingHandler<TRequest, TResponse>(NewMethod(method), method, pipeline));
    }

    private ServerMethod NewMethod(IMethod method) => new(method, options, runtime);

    private MethodInfo FindMethod(string name, params Type[] parameters)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            var found = type.GetMethod(
                name, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly, parameters);
            if (found is not null)
                return found;
        }

        throw new InvalidOperationException($"{_baseType} has no method {name} of the generated form.");
    }

    private void Add(MethodInfo info, ServerCallHandler handler)
    {
        object[] attributes = [.. typeof(TService).GetCustomAttributes(inherit: true), .. info.GetCustomAttributes(inherit: true)];
        _methods.Add(new BoundMethod(handler.Method, handler.HandleAsync, attributes));
    }
}
