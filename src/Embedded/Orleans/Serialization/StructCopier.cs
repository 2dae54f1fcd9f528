namespace Orleans.Serialization.Cloning;

/// <summary>Base of generated copiers of structs: the members that need it are copied in place.</summary>
public abstract class StructCopier<T> : DeepCopier<T>
    where T : struct
{
    /// <inheritdoc/>
    public sealed override T Copy(T value, CopyContext? context)
    {
        CopyMembers(ref value, context);
        return value;
    }

    /// <summary>Replaces the mutable members by copies.</summary>
    public abstract void CopyMembers(ref T value, CopyContext? context);
}
