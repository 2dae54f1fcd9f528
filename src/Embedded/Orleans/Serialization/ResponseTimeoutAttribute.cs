using System.Globalization;

namespace Orleans;

/// <summary>How long callers of this method wait for the response, instead of the configured time.</summary>
/// <param name="timeout">A time span as text, such as <c>00:00:10</c>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    /// <summary>The time to wait.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.Parse(timeout, CultureInfo.InvariantCulture);
}
