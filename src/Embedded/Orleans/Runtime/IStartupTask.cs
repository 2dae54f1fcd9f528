namespace Orleans.Runtime;

/// <summary>Work done when the host has started, before it counts as ready.</summary>
public interface IStartupTask
{
    /// <summary>Does the work; a failure stops the host.</summary>
    Task Execute(CancellationToken cancellationToken);
}
