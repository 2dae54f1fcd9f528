namespace Orleans.Serialization.Cloning;

internal sealed class NullableCopier<T> : DeepCopier<T?>
    where T : struct
{
    private readonly DeepCopier<T> _value = Copiers.Of<T>();

    public override bool IsImmutable => _value.IsImmutable;

    public override bool NeedsContext => _value.NeedsContext;

    public override T? Copy(T? value, CopyContext? context) => value is { } some ? _value.Copy(some, context) : null;
}

internal sealed class KeyValuePairCopier<TKey, TValue> : DeepCopier<KeyValuePair<TKey, TValue>>
{
    private readonly DeepCopier<TKey> _key = Copiers.Of<TKey>();
    private readonly DeepCopier<TValue> _value = Copiers.Of<TValue>();

    public override bool IsImmutable => _key.IsImmutable && _value.IsImmutable;

    public override bool NeedsContext => !IsImmutable;

    public override KeyValuePair<TKey, TValue> Copy(KeyValuePair<TKey, TValue> value, CopyContext? context) =>
        new(_key.Copy(value.Key, context), _value.Copy(value.Value, context));
}

internal sealed class ReadOnlyMemoryCopier<T> : DeepCopier<ReadOnlyMemory<T>>
{
    private readonly ArrayCopier<T> _array = new();

    public override bool NeedsContext => _array.NeedsContext;

    public override ReadOnlyMemory<T> Copy(ReadOnlyMemory<T> value, CopyContext? context) => _array.Copy(value.ToArray(), context);
}

internal sealed class MemoryCopier<T> : DeepCopier<Memory<T>>
{
    private readonly ArrayCopier<T> _array = new();

    public override bool NeedsContext => _array.NeedsContext;

    public override Memory<T> Copy(Memory<T> value, CopyContext? context) => _array.Copy(value.ToArray(), context);
}
