namespace Orleans;

/// <summary>Wraps calls that leave a grain or client, in order of registration.</summary>
public interface IOutgoingGrainCallFilter
{
    /// <summary>Handles one call; call <see cref="IGrainCallContext.Invoke"/> to go on.</summary>
    Task Invoke(IOutgoingGrainCallContext context);
}
