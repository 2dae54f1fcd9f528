namespace Orleans.Runtime;

/// <summary>Tells services which activation they are running in.</summary>
public interface IGrainContextAccessor
{
    /// <summary>The activation whose turn it is; null outside grains.</summary>
    IGrainContext GrainContext { get; }
}
