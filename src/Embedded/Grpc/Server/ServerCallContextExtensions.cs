using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

/// <summary>The way from a call to its HTTP request.</summary>
public static class ServerCallContextExtensions
{
    private const string HttpContextKey = "__HttpContext";

    /// <summary>The HTTP context of the call.</summary>
    /// <exception cref="InvalidOperationException">
    /// The call is not served by ASP.NET Core (a test double may put a context into UserState["__HttpContext"]).
    /// </exception>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is ServerCall call)
            return call.HttpContext;
        if (serverCallContext.UserState.TryGetValue(HttpContextKey, out var value) && value is HttpContext context)
            return context;
        throw new InvalidOperationException("The call has no HTTP context.");
    }
}
