namespace Grpc.Core;

/// <summary>A client's way to one server address.</summary>
public abstract class ChannelBase
{
    /// <summary>For implementations: a channel to the given target.</summary>
    protected ChannelBase(string target)
    {
        ArgumentNullException.ThrowIfNull(target);
        Target = target;
    }

    /// <summary>The address as given.</summary>
    public string Target { get; }

    /// <summary>An invoker that makes its calls on this channel.</summary>
    public abstract CallInvoker CreateCallInvoker();

    /// <summary>Closes the channel.</summary>
    public Task ShutdownAsync() => ShutdownAsyncCore();

    /// <summary>For implementations.</summary>
    protected virtual Task ShutdownAsyncCore() => Task.CompletedTask;
}
