namespace Orleans.Concurrency;

/// <summary>The caller does not wait: no result, no exception, no guarantee that it arrived.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OneWayAttribute : Attribute;
