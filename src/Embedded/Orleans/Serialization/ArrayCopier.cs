namespace Orleans.Serialization.Cloning;

/// <summary>Copies arrays.</summary>
internal sealed class ArrayCopier<T> : DeepCopier<T[]>
{
    private readonly DeepCopier<T> _element = Copiers.Of<T>();

    // An array of immutable elements refers to no other object that could be met again.
    public override bool NeedsContext => !_element.IsImmutable;

    public override T[] Copy(T[] value, CopyContext? context)
    {
        if (value is null)
            return null!;
        if (value.Length == 0)
            return value;
        if (context is not null && context.TryGetCopy(value, out var known))
            return (T[])known!;
        var copy = _element.IsImmutable ? value.AsSpan().ToArray() : new T[value.Length];
        context?.Record(value, copy);
        if (!_element.IsImmutable)
        {
            for (var i = 0; i < value.Length; i++)
                copy[i] = _element.Copy(value[i], context);
        }

        return copy;
    }
}
