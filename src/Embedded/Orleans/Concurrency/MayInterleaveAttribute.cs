namespace Orleans.Concurrency;

/// <summary>Lets a predicate of the grain class say which requests may interleave.</summary>
/// <param name="callbackMethodName">
/// Name of a static or instance method of the class, <c>bool M(IInvokable request)</c>. A request is admitted when the
/// predicate is true for it or for the request that blocks it.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MayInterleaveAttribute(string callbackMethodName) : Attribute
{
    internal string CallbackMethodName { get; } = callbackMethodName;
}
