using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Answers UNIMPLEMENTED for gRPC calls of methods and services that are not mapped. Requests that are not gRPC do
/// not match these endpoints and stay with the rest of the application.
/// </summary>
internal static class UnknownMethods
{
    public static readonly string[] Post = [HttpMethods.Post];

    private const string MethodParameter = "unimplementedMethod";

    public static void MapForService(IEndpointRouteBuilder routes, ServerRuntime runtime, string serviceName)
        => Map(routes, runtime, serviceName + "/{" + MethodParameter + "}", "method");

    public static void MapForServer(IEndpointRouteBuilder routes, ServerRuntime runtime)
    {
        if (runtime.TryTakeCatchAll())
            Map(routes, runtime, "{unimplementedService}/{" + MethodParameter + "}", "service");
    }

    private static void Map(IEndpointRouteBuilder routes, ServerRuntime runtime, string pattern, string what)
    {
        var policies = new RouteValueDictionary { [MethodParameter] = GrpcCallConstraint.Instance };
        var route = RoutePatternFactory.Parse(pattern, defaults: null, policies);
        routes.Map(route, context => AnswerAsync(context, runtime, what))
            .WithDisplayName($"gRPC - unimplemented {what}")
            .WithMetadata(new HttpMethodMetadata(Post, acceptCorsPreflight: true));
    }

    public static Task AnswerAsync(HttpContext context, ServerRuntime runtime, string what)
    {
        if (!RequestGate.Admits(context, runtime.Logger))
            return Task.CompletedTask;
        var status = new Status(StatusCode.Unimplemented, $"This server does not have this {what}.");
        runtime.Logger.UnimplementedCalled(what, context.Request.Path);
        context.Response.ContentType = GrpcHeaders.ContentType;
        StatusHeaders.Write(context.Response.Headers, status, trailers: null);
        runtime.Instruments.RecordUnknown(status.StatusCode);
        return Task.CompletedTask;
    }

    private sealed class GrpcCallConstraint : IRouteConstraint
    {
        public static readonly GrpcCallConstraint Instance = new();

        public bool Match(
            HttpContext? httpContext,
            IRouter? route,
            string routeKey,
            RouteValueDictionary values,
            RouteDirection routeDirection)
            => httpContext is not null && GrpcHeaders.IsGrpcContentType(httpContext.Request.ContentType);
    }
}
