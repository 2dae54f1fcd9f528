namespace Orleans.Serialization.Cloning;

/// <summary>Copies values declared as <typeparamref name="T"/>.</summary>
public abstract class DeepCopier<T> : DeepCopier
{
    /// <summary>Copies a value. The context may be null if <see cref="DeepCopier.NeedsContext"/> is false.</summary>
    public abstract T Copy(T value, CopyContext? context);

    /// <inheritdoc/>
    public override object? CopyObject(object? value, CopyContext? context) => Copy((T)value!, context);
}
