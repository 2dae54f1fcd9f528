namespace Orleans.Runtime;

/// <summary>The host is configured wrongly.</summary>
public class OrleansConfigurationException : Exception
{
    /// <summary>An error without a message of its own.</summary>
    public OrleansConfigurationException()
    {
    }

    /// <summary>An error with a message.</summary>
    public OrleansConfigurationException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public OrleansConfigurationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
