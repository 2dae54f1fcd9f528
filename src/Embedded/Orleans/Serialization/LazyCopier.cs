namespace Orleans.Serialization.Cloning;

/// <summary>A copier made at first use, when everything it is composed of has been registered.</summary>
/// <param name="create">Makes the copier.</param>
public sealed class LazyCopier<T>(Func<DeepCopier<T>> create) : DeepCopier<T>
{
    private DeepCopier<T>? _copier;

    /// <inheritdoc/>
    public override bool NeedsContext => Copier.NeedsContext;

    private DeepCopier<T> Copier => _copier ??= create();

    /// <inheritdoc/>
    public override T Copy(T value, CopyContext? context) => Copier.Copy(value, context);
}
