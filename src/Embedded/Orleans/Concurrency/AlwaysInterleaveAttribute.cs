namespace Orleans.Concurrency;

/// <summary>This method may interleave with anything that runs.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlwaysInterleaveAttribute : Attribute;
