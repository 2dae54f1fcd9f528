namespace Grpc.Net.Client.Configuration;

/// <summary>Settings of the methods it names.</summary>
public sealed class MethodConfig
{
    /// <summary>How failed calls are retried; null for not at all.</summary>
    public RetryPolicy? RetryPolicy { get; set; }

    /// <summary>The methods meant.</summary>
    public IList<MethodName> Names { get; } = [];
}
