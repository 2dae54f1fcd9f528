using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>An interceptor's type and constructor arguments.</summary>
public class InterceptorRegistration
{
    private readonly object[] _arguments;
    private readonly Lazy<ObjectFactory> _factory;

    internal InterceptorRegistration(Type type, object[] arguments)
    {
        Type = type;
        _arguments = [.. arguments];
        _factory = new Lazy<ObjectFactory>(
            () => ActivatorUtilities.CreateFactory(Type, [.. _arguments.Select(static a => a.GetType())]));
        IsDisposable = typeof(IDisposable).IsAssignableFrom(type) || typeof(IAsyncDisposable).IsAssignableFrom(type);
    }

    /// <summary>The interceptor's type.</summary>
    public Type Type { get; }

    /// <summary>What its constructor is given besides services.</summary>
    public IReadOnlyList<object> Arguments => _arguments;

    internal bool IsDisposable { get; }

    /// <summary>The interceptor for one call, and whether it was made for it (and is to be disposed).</summary>
    internal Interceptor Create(IServiceProvider services, out bool created)
    {
        if (_arguments.Length == 0 && services.GetService(Type) is Interceptor registered)
        {
            created = false;
            return registered;
        }

        created = true;
        return (Interceptor)_factory.Value(services, _arguments);
    }
}
