namespace Orleans;

/// <summary>Takes part in starting and stopping, at a stage.</summary>
public interface ILifecycleObserver
{
    /// <summary>Called when the stage is reached on the way up.</summary>
    Task OnStart(CancellationToken cancellationToken = default);

    /// <summary>Called when the stage is left on the way down.</summary>
    Task OnStop(CancellationToken cancellationToken = default);
}
