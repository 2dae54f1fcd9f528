namespace Orleans.Runtime;

/// <summary>A reminder could not be set or removed.</summary>
public sealed class ReminderException : OrleansException
{
    /// <summary>An error with a message.</summary>
    public ReminderException(string message)
        : base(message)
    {
    }
}
