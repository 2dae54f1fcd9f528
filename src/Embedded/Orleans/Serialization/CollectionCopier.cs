namespace Orleans.Serialization.Cloning;

/// <summary>Copies a mutable collection: an empty one of the same kind, then its elements.</summary>
internal abstract class CollectionCopier<TCollection, TElement> : DeepCopier<TCollection>
    where TCollection : class, IEnumerable<TElement>
{
    protected DeepCopier<TElement> Element { get; } = Copiers.Of<TElement>();

    public override bool NeedsContext => !Element.IsImmutable;

    public override TCollection Copy(TCollection value, CopyContext? context)
    {
        if (value is null)
            return null!;
        if (value.GetType() != typeof(TCollection))
            return (TCollection)Copiers.OfRuntimeType(value.GetType()).CopyObject(value, context)!;
        if (context is not null && context.TryGetCopy(value, out var known))
            return (TCollection)known!;
        var copy = CreateEmpty(value);
        context?.Record(value, copy);
        Fill(copy, value, context);
        return copy;
    }

    protected abstract TCollection CreateEmpty(TCollection original);

    protected abstract void Fill(TCollection copy, TCollection original, CopyContext? context);
}
