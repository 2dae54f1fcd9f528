namespace Orleans.Serialization.Cloning;

/// <summary>Copies objects that are nothing but an identity.</summary>
internal sealed class PlainObjectCopier : DeepCopier<object>
{
    public override object Copy(object value, CopyContext? context)
    {
        if (value is null)
            return null!;
        if (context is not null && context.TryGetCopy(value, out var known))
            return known!;
        var copy = new object();
        context?.Record(value, copy);
        return copy;
    }
}
