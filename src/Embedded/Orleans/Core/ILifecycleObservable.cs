namespace Orleans;

/// <summary>Something whose start and stop others can join.</summary>
public interface ILifecycleObservable
{
    /// <summary>Joins at a stage; lower stages start first and stop last.</summary>
    IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer);
}
