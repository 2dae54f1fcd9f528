using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Gives a served call's deadline and cancellation to calls made for it.</summary>
internal sealed class ServerCallPropagationToken(ServerCallContext parent, ContextPropagationOptions options)
    : ContextPropagationToken
{
    public DateTime Deadline => options.IsPropagateDeadline ? parent.Deadline : DateTime.MaxValue;

    public CancellationToken CancellationToken
        => options.IsPropagateCancellation ? parent.CancellationToken : CancellationToken.None;
}
