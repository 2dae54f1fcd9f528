namespace Grpc.Net.Client.Configuration;

/// <summary>
/// A bucket of tokens: a failed call takes one, a good one gives back <see cref="TokenRatio"/>. Calls are retried only
/// while the bucket is more than half full.
/// </summary>
public sealed class RetryThrottlingPolicy
{
    /// <summary>Size of the bucket; more than 0.</summary>
    public int? MaxTokens { get; set; }

    /// <summary>What a good call gives back; more than 0.</summary>
    public double? TokenRatio { get; set; }
}
