using Grpc.Core;

namespace Grpc.Net.Client.Configuration;

/// <summary>
/// When and how a failed call is made again: only while the server has answered nothing but a status, and with a
/// random wait of up to InitialBackoff × BackoffMultiplier^(n-1), cut to MaxBackoff.
/// </summary>
public sealed class RetryPolicy
{
    /// <summary>How often the call is made at most, the first time included; from 2.</summary>
    public int? MaxAttempts { get; set; }

    /// <summary>Longest wait before the first retry.</summary>
    public TimeSpan? InitialBackoff { get; set; }

    /// <summary>Longest wait before any retry.</summary>
    public TimeSpan? MaxBackoff { get; set; }

    /// <summary>Growth of the longest wait from retry to retry.</summary>
    public double? BackoffMultiplier { get; set; }

    /// <summary>The codes after which the call is made again; at least one.</summary>
    public IList<StatusCode> RetryableStatusCodes { get; } = [];
}
