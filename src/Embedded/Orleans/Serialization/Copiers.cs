using System.Collections.Concurrent;

namespace Orleans.Serialization.Cloning;

/// <summary>
/// Finds the copier of a type: generated ones come from the manifests of their assemblies, collections and tuples are
/// composed from the copiers of their elements, everything else is refused.
/// </summary>
public static class Copiers
{
    private static readonly ConcurrentDictionary<Type, DeepCopier> ByRuntimeType = new();
    private static readonly ConcurrentDictionary<Type, DeepCopier> ByDeclaredType = new();

    /// <summary>The copier of values declared as <typeparamref name="T"/>, whatever their runtime type.</summary>
    /// <exception cref="CodecNotFoundException">The type may not cross grain boundaries.</exception>
    public static DeepCopier<T> Of<T>() => (DeepCopier<T>)ByDeclaredType.GetOrAdd(typeof(T), CopierFactory.ForDeclaredType);

    /// <summary>The copier of values whose runtime type is exactly this one.</summary>
    /// <exception cref="CodecNotFoundException">The type may not cross grain boundaries.</exception>
    public static DeepCopier OfRuntimeType(Type type) => ByRuntimeType.GetOrAdd(type, CopierFactory.ForRuntimeType);

    /// <summary>The generated copier of a base class, which copies the members it declares.</summary>
    public static ClassCopier<T> OfBase<T>()
        where T : class => (ClassCopier<T>)OfRuntimeType(typeof(T));

    /// <summary>Copies the one argument or result of a call that needs copying.</summary>
    public static T CopyOne<T>(DeepCopier<T> copier, T value)
    {
        if (!copier.NeedsContext)
            return copier.Copy(value, null);
        var context = CopyContext.Rent();
        try
        {
            return copier.Copy(value, context);
        }
        finally
        {
            context.Return();
        }
    }

    /// <summary>
    /// Prepares a grain or observer given as argument: a grain becomes a reference to it, a reference stays.
    /// </summary>
    /// <exception cref="ArgumentException">A client object that is not a reference.</exception>
    public static T PassReference<T>(T value)
        where T : class?
    {
        if (value is null or Runtime.GrainReference)
            return value;
        if (value is IGrainBase grain)
            return (T)(object)((Runtime.IAddressable)grain).AsReference<T>()!;
        throw new ArgumentException(
            $"An object of type {value.GetType()} cannot be sent: make a reference of it with CreateObjectReference first.",
            nameof(value));
    }

    internal static void Register(Type type, DeepCopier copier) => ByRuntimeType.TryAdd(type, copier);

    internal static bool TryGetRegistered(Type type, out DeepCopier? copier) => ByRuntimeType.TryGetValue(type, out copier);
}
