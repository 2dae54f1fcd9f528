namespace Orleans.Serialization.Invocation;

/// <summary>What a call gave: a result or an exception.</summary>
public abstract class Response : IDisposable
{
    /// <summary>The response of a method without a result.</summary>
    public static Response Completed => CompletedResponse.Instance;

    /// <summary>The result, boxed. Reading it from a failed call throws the exception.</summary>
    public abstract object? Result { get; set; }

    /// <summary>The exception; null if the call succeeded.</summary>
    public abstract Exception? Exception { get; set; }

    /// <summary>The response of a failed call.</summary>
    public static Response FromException(Exception exception) => new ExceptionResponse { Exception = exception };

    /// <summary>The response of a successful call.</summary>
    public static Response FromResult<TResult>(TResult value) => new Response<TResult> { TypedResult = value };

    /// <summary>The result. Reading it from a failed call throws the exception.</summary>
    public abstract T? GetResult<T>();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <inheritdoc/>
    public override string ToString() => Exception is { } exception ? exception.ToString() : Result?.ToString() ?? "[null]";
}
