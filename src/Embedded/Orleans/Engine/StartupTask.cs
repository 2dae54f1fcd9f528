namespace Orleans.Runtime;

/// <summary>Work to do when the host starts, at a stage.</summary>
internal sealed record StartupTask(int Stage, Func<IServiceProvider, CancellationToken, Task> Run);
