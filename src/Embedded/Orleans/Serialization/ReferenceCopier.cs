namespace Orleans.Serialization.Cloning;

/// <summary>Passes grain and observer references; turns grains into references.</summary>
internal sealed class ReferenceCopier<T> : DeepCopier<T>
    where T : class
{
    public override bool NeedsContext => false;

    public override T Copy(T value, CopyContext? context) => Copiers.PassReference(value);
}
