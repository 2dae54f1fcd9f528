using System.Runtime.CompilerServices;

namespace Orleans.Serialization.Cloning;

/// <summary>
/// Base of generated copiers of classes: a shallow clone, then the members that need it are copied in place. This works
/// for read-only and init-only members, for private ones, and costs one allocation per object.
/// </summary>
public abstract class ClassCopier<T> : DeepCopier<T>
    where T : class
{
    /// <inheritdoc/>
    public sealed override T Copy(T value, CopyContext? context)
    {
        if (value is null)
            return null!;
        if (value.GetType() != typeof(T))
            return (T)Copiers.OfRuntimeType(value.GetType()).CopyObject(value, context)!;
        if (context is not null && context.TryGetCopy(value, out var known))
            return Unsafe.As<T>(known!);
        var clone = Unsafe.As<T>(ShallowClone(value));
        context?.Record(value, clone);
        CopyMembers(clone, context);
        return clone;
    }

    /// <summary>Replaces the mutable members of a shallow clone by copies.</summary>
    public abstract void CopyMembers(T clone, CopyContext? context);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "MemberwiseClone")]
    private static extern object ShallowClone(object value);
}
