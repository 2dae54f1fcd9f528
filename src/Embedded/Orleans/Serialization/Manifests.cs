using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;

namespace Orleans.Serialization;

/// <summary>
/// Everything the generator has registered, process-wide: which interfaces, grain classes and copiers exist. An
/// assembly is read once, when it is found at start-up or when one of its types is first copied.
/// </summary>
internal static class Manifests
{
    private static readonly Lock Gate = new();
    private static readonly HashSet<Assembly> Loaded = [];
    private static readonly ConcurrentDictionary<Type, Func<GrainReferenceShared, IdSpan, GrainReference>> InterfaceMakers = new();
    private static readonly ConcurrentDictionary<Type, byte> GrainTypes = new();

    public static ConcurrentDictionary<Type, Type> GenericCopiers { get; } = new();

    public static ICollection<Type> GrainClasses => GrainTypes.Keys;

    public static bool TryGetReferenceMaker(Type interfaceType, out Func<GrainReferenceShared, IdSpan, GrainReference>? create)
    {
        Load(interfaceType.Assembly);
        return InterfaceMakers.TryGetValue(interfaceType, out create);
    }

    /// <summary>Loads everything the process's assemblies refer to.</summary>
    public static void LoadAll()
    {
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
            Load(assembly);
    }

    public static void Load(Assembly assembly)
    {
        lock (Gate)
        {
            if (assembly.IsDynamic || !Loaded.Add(assembly))
                return;
            foreach (var provider in assembly.GetCustomAttributes<TypeManifestProviderAttribute>())
                ((TypeManifest)Activator.CreateInstance(provider.ProviderType, nonPublic: true)!).Configure();
            foreach (var part in assembly.GetCustomAttributes<ApplicationPartAttribute>())
                Load(Assembly.Load(part.AssemblyName));
        }
    }

    public static void AddInterface(Type type, Func<GrainReferenceShared, IdSpan, GrainReference> create) =>
        InterfaceMakers[type] = create;

    public static void AddGrain(Type type) => GrainTypes[type] = 0;
}
