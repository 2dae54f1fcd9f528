namespace Orleans.Runtime;

/// <summary>An async stream was cut: its grain deactivated, or its reader paused longer than the response timeout.</summary>
public sealed class EnumerationAbortedException : Exception
{
    /// <summary>An error without a message of its own.</summary>
    public EnumerationAbortedException()
    {
    }

    /// <summary>An error with a message.</summary>
    public EnumerationAbortedException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public EnumerationAbortedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
