namespace Orleans.Serialization.Cloning;

internal sealed class ListCopier<T> : CollectionCopier<List<T>, T>
{
    protected override List<T> CreateEmpty(List<T> original) => new(original.Count);

    protected override void Fill(List<T> copy, List<T> original, CopyContext? context)
    {
        if (Element.IsImmutable)
        {
            copy.AddRange(original);
            return;
        }

        foreach (var item in original)
            copy.Add(Element.Copy(item, context));
    }
}

internal sealed class HashSetCopier<T> : CollectionCopier<HashSet<T>, T>
{
    protected override HashSet<T> CreateEmpty(HashSet<T> original) => new(original.Count, original.Comparer);

    protected override void Fill(HashSet<T> copy, HashSet<T> original, CopyContext? context)
    {
        foreach (var item in original)
            copy.Add(Element.Copy(item, context));
    }
}

internal sealed class SortedSetCopier<T> : CollectionCopier<SortedSet<T>, T>
{
    protected override SortedSet<T> CreateEmpty(SortedSet<T> original) => new(original.Comparer);

    protected override void Fill(SortedSet<T> copy, SortedSet<T> original, CopyContext? context)
    {
        foreach (var item in original)
            copy.Add(Element.Copy(item, context));
    }
}

internal sealed class QueueCopier<T> : CollectionCopier<Queue<T>, T>
{
    protected override Queue<T> CreateEmpty(Queue<T> original) => new(original.Count);

    protected override void Fill(Queue<T> copy, Queue<T> original, CopyContext? context)
    {
        foreach (var item in original)
            copy.Enqueue(Element.Copy(item, context));
    }
}

internal sealed class StackCopier<T> : CollectionCopier<Stack<T>, T>
{
    protected override Stack<T> CreateEmpty(Stack<T> original) => new(original.Count);

    protected override void Fill(Stack<T> copy, Stack<T> original, CopyContext? context)
    {
        // A stack enumerates from its top, so it is refilled from its bottom.
        foreach (var item in original.Reverse())
            copy.Push(Element.Copy(item, context));
    }
}
