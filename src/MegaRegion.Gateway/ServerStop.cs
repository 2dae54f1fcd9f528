using Microsoft.Extensions.Hosting;

namespace MegaRegion.Gateway;

/// <summary>Tells long streams that the server has begun to stop.</summary>
internal sealed class ServerStop
{
    private readonly TaskCompletionSource _stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Follows the host's lifetime.</summary>
    public ServerStop(IHostApplicationLifetime lifetime)
    {
        Token = lifetime.ApplicationStopping;
        Token.Register(() => _stopped.TrySetResult());
    }

    /// <summary>Completes when the server begins to stop.</summary>
    public Task Task => _stopped.Task;

    /// <summary>Is cancelled when the server begins to stop.</summary>
    public CancellationToken Token { get; }
}
