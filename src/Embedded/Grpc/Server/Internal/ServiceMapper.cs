using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Maps the methods of a service class to endpoints. All reflection happens here, at start.</summary>
internal static class ServiceMapper<TService>
    where TService : class
{
    public static IReadOnlyList<IEndpointConventionBuilder> Map(IEndpointRouteBuilder routes, ServerRuntime runtime)
    {
        var serviceOptions = routes.ServiceProvider.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value;
        var options = new MethodOptions(runtime.Options, serviceOptions);
        var binder = new ServiceBinder<TService>(options, runtime);
        binder.Bind();
        var endpoints = binder.Methods.Select(method => MapMethod(routes, method)).ToList();
        foreach (var serviceName in binder.Methods.Select(static m => m.Method.ServiceName).Distinct(StringComparer.Ordinal))
            UnknownMethods.MapForService(routes, runtime, serviceName);
        if (runtime.Options.IgnoreUnknownServices != true)
            UnknownMethods.MapForServer(routes, runtime);
        return endpoints;
    }

    private static IEndpointConventionBuilder MapMethod(IEndpointRouteBuilder routes, BoundMethod bound)
    {
        var endpoint = routes.MapMethods(bound.Method.FullName, UnknownMethods.Post, bound.Handler);
        endpoint.Add(builder =>
        {
            builder.DisplayName = $"gRPC - {bound.Method.FullName}";
            builder.Metadata.Add(new GrpcMethodMetadata(typeof(TService), bound.Method));
            builder.Metadata.Add(new HttpMethodMetadata(UnknownMethods.Post, acceptCorsPreflight: true));
            foreach (var attribute in bound.Attributes)
                builder.Metadata.Add(attribute);
        });
        return endpoint;
    }
}
