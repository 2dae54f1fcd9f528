using System.ComponentModel;
using Orleans.Runtime;
using Orleans.Serialization.Cloning;

namespace Orleans.Serialization.Configuration;

/// <summary>Base of the generated list of an assembly's grains, interfaces and copiers.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TypeManifest
{
    /// <summary>Calls the other methods once for everything in the assembly.</summary>
    public abstract void Configure();

    /// <summary>Adds a grain or observer interface with the maker of its references.</summary>
    protected static void AddInterface(Type type, Func<GrainReferenceShared, IdSpan, GrainReference> create) =>
        Manifests.AddInterface(type, create);

    /// <summary>Adds a grain class.</summary>
    protected static void AddGrain(Type type) => Manifests.AddGrain(type);

    /// <summary>Adds the copier of a type.</summary>
    protected static void AddCopier<T>(DeepCopier<T> copier) => Copiers.Register(typeof(T), copier);

    /// <summary>Adds the open generic copier of an open generic type.</summary>
    protected static void AddGenericCopier(Type type, Type copier) => Manifests.GenericCopiers[type] = copier;
}
