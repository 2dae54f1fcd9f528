using Grpc.Core;
using Grpc.Net.Client.Configuration;

namespace Grpc.Net.Client.Internal;

/// <summary>A checked retry policy.</summary>
internal sealed class RetryRule
{
    private readonly HashSet<StatusCode> _codes;
    private readonly TimeSpan _initialBackoff;
    private readonly TimeSpan _maxBackoff;
    private readonly double _multiplier;

    /// <summary>Checks a policy.</summary>
    /// <exception cref="InvalidOperationException">The policy lacks something or contradicts itself.</exception>
    public RetryRule(RetryPolicy policy, int? maxAttempts)
    {
        if (policy.MaxAttempts is not > 1 || policy.InitialBackoff is not { Ticks: > 0 } initial
            || policy.MaxBackoff is not { Ticks: > 0 } max || policy.BackoffMultiplier is not > 0 || policy.RetryableStatusCodes.Count == 0)
        {
            throw new InvalidOperationException(
                "A retry policy needs MaxAttempts over 1, positive back-offs and multiplier, and a retryable status code.");
        }

        MaxAttempts = Math.Min(policy.MaxAttempts.Value, maxAttempts ?? int.MaxValue);
        _initialBackoff = initial;
        _maxBackoff = max;
        _multiplier = policy.BackoffMultiplier.Value;
        _codes = [.. policy.RetryableStatusCodes];
    }

    public int MaxAttempts { get; }

    public bool Covers(StatusCode code) => _codes.Contains(code);

    /// <summary>The longest wait before the retry that follows the given attempt (1 is the first).</summary>
    public TimeSpan LongestBackoff(int attempt)
    {
        var ticks = _initialBackoff.Ticks * Math.Pow(_multiplier, attempt - 1);
        return ticks < _maxBackoff.Ticks ? TimeSpan.FromTicks((long)ticks) : _maxBackoff;
    }
}
