using System.Runtime.ExceptionServices;

namespace Orleans.Serialization.Invocation;

/// <summary>A failure.</summary>
public sealed class ExceptionResponse : Response
{
    private Exception _exception = new InvalidOperationException("The response has no exception yet.");

    /// <inheritdoc/>
    public override Exception? Exception
    {
        get => _exception;
        set => _exception = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <inheritdoc/>
    public override object? Result
    {
        get => GetResult<object>();
        set => throw new InvalidOperationException($"Cannot set result property on response of type {nameof(ExceptionResponse)}");
    }

    /// <inheritdoc/>
    public override T? GetResult<T>()
        where T : default
    {
        ExceptionDispatchInfo.Throw(_exception);
        return default;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
    }
}
