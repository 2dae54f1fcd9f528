namespace Orleans.Concurrency;

/// <summary>Shorthand for <see cref="Immutable{T}"/>.</summary>
public static class ImmutableExtensions
{
    /// <summary>Promises that the value is not changed after it is sent.</summary>
    public static Immutable<T> AsImmutable<T>(this T value) => new(value);
}
