using System.ComponentModel;
using System.Reflection;
using Orleans.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>
/// A call whose result is an async stream. Enumerating it starts the stream in the grain and pulls its items page by
/// page; every enumeration is a stream of its own.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class AsyncEnumerableRequest<T> : IAsyncEnumerable<T>
{
    private const int DefaultBatchSize = 100;

    internal GrainReference Reference { get; set; } = null!;

    internal int MaxBatchSize { get; set; } = DefaultBatchSize;

    /// <summary>What the method's attributes say.</summary>
    public virtual InvokeMethodOptions Options => InvokeMethodOptions.None;

    /// <summary>The token the caller gave as argument.</summary>
    protected virtual CancellationToken CallerToken => default;

    internal CancellationToken GivenToken => CallerToken;

    /// <inheritdoc/>
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new AsyncEnumeratorProxy<T>(this, cancellationToken);

    /// <summary>The interface's name without namespace.</summary>
    public abstract string GetInterfaceName();

    /// <summary>The method's name.</summary>
    public abstract string GetMethodName();

    /// <summary>The interface.</summary>
    public abstract Type GetInterfaceType();

    /// <summary>The interface's method.</summary>
    public abstract MethodInfo GetMethod();

    /// <summary>Calls the method on its target.</summary>
    protected abstract IAsyncEnumerable<T> InvokeInner(object target, CancellationToken cancellationToken);

    internal IAsyncEnumerable<T> Start(object target, CancellationToken cancellationToken) => InvokeInner(target, cancellationToken);
}
