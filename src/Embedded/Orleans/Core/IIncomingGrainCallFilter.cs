namespace Orleans;

/// <summary>
/// Wraps calls that arrive at grains, in order of registration; a grain class that implements it wraps its own, last.
/// </summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Handles one call; call <see cref="IGrainCallContext.Invoke"/> to go on.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
