using System.Collections.Concurrent;

namespace Orleans.Serialization.Cloning;

internal sealed class DictionaryCopier<TKey, TValue> : CollectionCopier<Dictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override Dictionary<TKey, TValue> CreateEmpty(Dictionary<TKey, TValue> original) =>
        new(original.Count, original.Comparer);

    protected override void Fill(Dictionary<TKey, TValue> copy, Dictionary<TKey, TValue> original, CopyContext? context)
    {
        foreach (var pair in original)
        {
            var (key, value) = Element.Copy(pair, context);
            copy.Add(key, value);
        }
    }
}

internal sealed class SortedDictionaryCopier<TKey, TValue>
    : CollectionCopier<SortedDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override SortedDictionary<TKey, TValue> CreateEmpty(SortedDictionary<TKey, TValue> original) =>
        new(original.Comparer);

    protected override void Fill(
        SortedDictionary<TKey, TValue> copy, SortedDictionary<TKey, TValue> original, CopyContext? context)
    {
        foreach (var pair in original)
        {
            var (key, value) = Element.Copy(pair, context);
            copy.Add(key, value);
        }
    }
}

internal sealed class ConcurrentDictionaryCopier<TKey, TValue>
    : CollectionCopier<ConcurrentDictionary<TKey, TValue>, KeyValuePair<TKey, TValue>>
    where TKey : notnull
{
    protected override ConcurrentDictionary<TKey, TValue> CreateEmpty(ConcurrentDictionary<TKey, TValue> original) =>
        new(original.Comparer);

    protected override void Fill(
        ConcurrentDictionary<TKey, TValue> copy, ConcurrentDictionary<TKey, TValue> original, CopyContext? context)
    {
        foreach (var pair in original)
        {
            var (key, value) = Element.Copy(pair, context);
            copy[key] = value;
        }
    }
}
