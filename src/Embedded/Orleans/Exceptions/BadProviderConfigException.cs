using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>A storage provider is missing or configured wrongly.</summary>
public class BadProviderConfigException : OrleansException
{
    /// <summary>An error without a message of its own.</summary>
    public BadProviderConfigException()
    {
    }

    /// <summary>An error with a message.</summary>
    public BadProviderConfigException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a message and its cause.</summary>
    public BadProviderConfigException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
