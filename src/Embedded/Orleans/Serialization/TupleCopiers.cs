namespace Orleans.Serialization.Cloning;

internal sealed class TupleCopier<T1, T2> : DeepCopier<(T1, T2)>
{
    private readonly DeepCopier<T1> _t1 = Copiers.Of<T1>();
    private readonly DeepCopier<T2> _t2 = Copiers.Of<T2>();

    public override bool IsImmutable => _t1.IsImmutable && _t2.IsImmutable;

    public override bool NeedsContext => !IsImmutable;

    public override (T1, T2) Copy((T1, T2) value, CopyContext? context) =>
        (_t1.Copy(value.Item1, context),
            _t2.Copy(value.Item2, context));
}

internal sealed class TupleCopier<T1, T2, T3> : DeepCopier<(T1, T2, T3)>
{
    private readonly DeepCopier<T1> _t1 = Copiers.Of<T1>();
    private readonly DeepCopier<T2> _t2 = Copiers.Of<T2>();
    private readonly DeepCopier<T3> _t3 = Copiers.Of<T3>();

    public override bool IsImmutable => _t1.IsImmutable && _t2.IsImmutable && _t3.IsImmutable;

    public override bool NeedsContext => !IsImmutable;

    public override (T1, T2, T3) Copy((T1, T2, T3) value, CopyContext? context) =>
        (_t1.Copy(value.Item1, context),
            _t2.Copy(value.Item2, context),
            _t3.Copy(value.Item3, context));
}

internal sealed class TupleCopier<T1, T2, T3, T4> : DeepCopier<(T1, T2, T3, T4)>
{
    private readonly DeepCopier<T1> _t1 = Copiers.Of<T1>();
    private readonly DeepCopier<T2> _t2 = Copiers.Of<T2>();
    private readonly DeepCopier<T3> _t3 = Copiers.Of<T3>();
    private readonly DeepCopier<T4> _t4 = Copiers.Of<T4>();

    public override bool IsImmutable => _t1.IsImmutable && _t2.IsImmutable && _t3.IsImmutable && _t4.IsImmutable;

    public override bool NeedsContext => !IsImmutable;

    public override (T1, T2, T3, T4) Copy((T1, T2, T3, T4) value, CopyContext? context) =>
        (_t1.Copy(value.Item1, context),
            _t2.Copy(value.Item2, context),
            _t3.Copy(value.Item3, context),
            _t4.Copy(value.Item4, context));
}

internal sealed class TupleCopier<T1, T2, T3, T4, T5> : DeepCopier<(T1, T2, T3, T4, T5)>
{
    private readonly DeepCopier<T1> _t1 = Copiers.Of<T1>();
    private readonly DeepCopier<T2> _t2 = Copiers.Of<T2>();
    private readonly DeepCopier<T3> _t3 = Copiers.Of<T3>();
    private readonly DeepCopier<T4> _t4 = Copiers.Of<T4>();
    private readonly DeepCopier<T5> _t5 = Copiers.Of<T5>();

    public override bool IsImmutable => _t1.IsImmutable && _t2.IsImmutable && _t3.IsImmutable && _t4.IsImmutable && _t5.IsImmutable;

    public override bool NeedsContext => !IsImmutable;

    public override (T1, T2, T3, T4, T5) Copy((T1, T2, T3, T4, T5) value, CopyContext? context) =>
        (_t1.Copy(value.Item1, context),
            _t2.Copy(value.Item2, context),
            _t3.Copy(value.Item3, context),
            _t4.Copy(value.Item4, context),
            _t5.Copy(value.Item5, context));
}
