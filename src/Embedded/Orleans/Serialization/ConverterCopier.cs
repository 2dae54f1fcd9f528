namespace Orleans.Serialization.Cloning;

/// <summary>Copies a foreign type by way of its surrogate.</summary>
public sealed class ConverterCopier<TValue, TSurrogate, TConverter> : DeepCopier<TValue>
    where TSurrogate : struct
    where TConverter : IConverter<TValue, TSurrogate>, new()
{
    private readonly TConverter _converter = new();
    private readonly DeepCopier<TSurrogate> _surrogate = Copiers.Of<TSurrogate>();

    /// <inheritdoc/>
    public override TValue Copy(TValue value, CopyContext? context)
    {
        if (value is null)
            return value;
        if (context is not null && !typeof(TValue).IsValueType && context.TryGetCopy(value, out var known))
            return (TValue)known!;
        var copy = _converter.ConvertFromSurrogate(_surrogate.Copy(_converter.ConvertToSurrogate(value), context));
        if (!typeof(TValue).IsValueType)
            context?.Record(value, copy!);
        return copy;
    }
}
