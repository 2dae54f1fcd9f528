namespace Orleans.Serialization.Cloning;

/// <summary>Copies by runtime type: for interfaces, abstract and open classes.</summary>
internal sealed class PolymorphicCopier<T> : DeepCopier<T>
{
    public override T Copy(T value, CopyContext? context)
    {
        if (value is null)
            return value;
        if (value is IGrainBase and Runtime.IAddressable grain)
            return (T)(object)grain.AsReference<T>()!;
        return (T)Copiers.OfRuntimeType(value.GetType()).CopyObject(value, context)!;
    }
}
