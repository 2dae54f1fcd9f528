using System.Collections.Immutable;

namespace Orleans.Serialization.Cloning;

/// <summary>
/// Immutable collections pass as they are if their elements do; otherwise the elements are copied into a new one.
/// </summary>
internal abstract class ImmutableCollectionCopier<TCollection, TElement> : DeepCopier<TCollection>
    where TCollection : class, IEnumerable<TElement>
{
    protected DeepCopier<TElement> Element { get; } = Copiers.Of<TElement>();

    public override bool IsImmutable => Element.IsImmutable;

    public override bool NeedsContext => !Element.IsImmutable;

    public override TCollection Copy(TCollection value, CopyContext? context)
    {
        if (value is null || Element.IsImmutable)
            return value!;
        if (context is not null && context.TryGetCopy(value, out var known))
            return (TCollection)known!;
        var copy = Rebuild(value, value.Select(item => Element.Copy(item, context)));
        context?.Record(value, copy);
        return copy;
    }

    protected abstract TCollection Rebuild(TCollection original, IEnumerable<TElement> copies);
}

internal sealed class ImmutableListCopier<T> : ImmutableCollectionCopier<ImmutableList<T>, T>
{
    protected override ImmutableList<T> Rebuild(ImmutableList<T> original, IEnumerable<T> copies) => [.. copies];
}

internal sealed class ImmutableHashSetCopier<T> : ImmutableCollectionCopier<ImmutableHashSet<T>, T>
{
    protected override ImmutableHashSet<T> Rebuild(ImmutableHashSet<T> original, IEnumerable<T> copies) =>
        copies.ToImmutableHashSet(original.KeyComparer);
}

internal sealed class ImmutableDictionaryCopier<TKey, TValue>
    : ImmutableCollectionCopier<ImmutableDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override ImmutableDictionary<TKey, TValue> Rebuild(
        ImmutableDictionary<TKey, TValue> original, IEnumerable<KeyValuePair<TKey, TValue>> copies) =>
        ImmutableDictionary.CreateRange(original.KeyComparer, original.ValueComparer, copies);
}

internal sealed class ImmutableSortedDictionaryCopier<TKey, TValue>
    : ImmutableCollectionCopier<ImmutableSortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override ImmutableSortedDictionary<TKey, TValue> Rebuild(
        ImmutableSortedDictionary<TKey, TValue> original, IEnumerable<KeyValuePair<TKey, TValue>> copies) =>
        ImmutableSortedDictionary.CreateRange(original.KeyComparer, original.ValueComparer, copies);
}

internal sealed class ImmutableArrayCopier<T> : DeepCopier<ImmutableArray<T>>
{
    private readonly DeepCopier<T> _element = Copiers.Of<T>();

    public override bool IsImmutable => _element.IsImmutable;

    public override bool NeedsContext => !_element.IsImmutable;

    public override ImmutableArray<T> Copy(ImmutableArray<T> value, CopyContext? context) =>
        value.IsDefault || _element.IsImmutable ? value : [.. value.Select(item => _element.Copy(item, context))];
}
