namespace Orleans.Serialization.Cloning;

/// <summary>Passes values as they are.</summary>
internal sealed class ImmutableCopier<T> : DeepCopier<T>
{
    public override bool IsImmutable => true;

    public override bool NeedsContext => false;

    public override T Copy(T value, CopyContext? context) => value;
}
