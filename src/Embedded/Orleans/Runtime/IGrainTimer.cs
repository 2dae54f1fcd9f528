namespace Orleans.Runtime;

/// <summary>A running grain timer; disposing stops it.</summary>
public interface IGrainTimer : IDisposable
{
    /// <summary>Sets new times; an infinite due time pauses the timer.</summary>
    void Change(TimeSpan dueTime, TimeSpan period);
}
