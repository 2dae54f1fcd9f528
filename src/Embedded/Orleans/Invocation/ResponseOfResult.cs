namespace Orleans.Serialization.Invocation;

/// <summary>A result.</summary>
public sealed class Response<TResult> : Response
{
    /// <summary>The result.</summary>
    public TResult? TypedResult { get; set; }

    /// <inheritdoc/>
    public override object? Result
    {
        get => TypedResult;
        set => TypedResult = (TResult?)value;
    }

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"Cannot set {nameof(Exception)} property for type {nameof(Response<>)}");
    }

    /// <inheritdoc/>
    public override T? GetResult<T>()
        where T : default => (T?)(object?)TypedResult;

    /// <inheritdoc/>
    public override void Dispose() => TypedResult = default;
}
