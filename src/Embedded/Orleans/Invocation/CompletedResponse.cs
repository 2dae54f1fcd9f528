namespace Orleans.Serialization.Invocation;

/// <summary>Success without a result.</summary>
public sealed class CompletedResponse : Response
{
    private CompletedResponse()
    {
    }

    /// <summary>The one instance.</summary>
    public static CompletedResponse Instance { get; } = new();

    /// <inheritdoc/>
    public override object? Result
    {
        get => null;
        set => throw new InvalidOperationException($"Type {nameof(CompletedResponse)} is read-only");
    }

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => null;
        set => throw new InvalidOperationException($"Type {nameof(CompletedResponse)} is read-only");
    }

    /// <inheritdoc/>
    public override T? GetResult<T>()
        where T : default => default;

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
