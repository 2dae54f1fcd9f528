using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Serves the calls of one method: admits the request, runs the handler, ends the call with its status.</summary>
internal abstract class ServerCallHandler(ServerMethod method)
{
    public IMethod Method => method.Method;

    /// <summary>Serves one HTTP request; the endpoint's delegate.</summary>
    public Task HandleAsync(HttpContext context)
    {
        // Routing does not look at case; gRPC does.
        if (!string.Equals(context.Request.Path.Value, method.Method.FullName, StringComparison.Ordinal))
            return UnknownMethods.AnswerAsync(context, method.Runtime, "method");
        return RequestGate.Admits(context, method.Runtime.Logger) ? HandleCallAsync(context) : Task.CompletedTask;
    }

    /// <summary>Reads, runs and writes; whatever it throws becomes the status of the call.</summary>
    protected abstract Task ServeAsync(ServerCall call);

    private async Task HandleCallAsync(HttpContext context)
    {
        var call = new ServerCall(context, method);
        try
        {
            call.Begin();
            await ServeAsync(call);
        }
        catch (Exception e)
        {
            call.Fail(e);
        }

        await call.EndAsync();
    }
}
