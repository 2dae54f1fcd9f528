using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Numerics;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Serialization.Cloning;

/// <summary>Composes copiers by reflection, once per type.</summary>
internal static class CopierFactory
{
    private static readonly FrozenSet<Type> Immutables = new[]
    {
        typeof(string), typeof(decimal), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Guid), typeof(Uri), typeof(Version), typeof(BigInteger), typeof(Int128), typeof(UInt128),
        typeof(Half), typeof(CultureInfo), typeof(IPAddress), typeof(IPEndPoint), typeof(CancellationToken), typeof(Index),
        typeof(Range), typeof(GrainId), typeof(GrainType), typeof(IdSpan), typeof(GrainInterfaceType), typeof(TickStatus),
    }.ToFrozenSet();

    /// <summary>Copies whatever runtime type the value has, unless the type decides it.</summary>
    public static DeepCopier ForDeclaredType(Type type)
    {
        if (typeof(IAddressable).IsAssignableFrom(type) && type.IsInterface)
            return Make(typeof(ReferenceCopier<>), type);
        Manifests.Load(type.Assembly);
        var decided = type.IsValueType || type.IsSealed || type.IsArray;
        return decided || DispatchesByItself(type) ? Copiers.OfRuntimeType(type) : Make(typeof(PolymorphicCopier<>), type);
    }

    public static DeepCopier ForRuntimeType(Type type)
    {
        Manifests.Load(type.Assembly);
        if (Copiers.TryGetRegistered(type, out var registered))
            return registered!;
        if (IsImmutable(type))
            return Make(typeof(ImmutableCopier<>), type);
        return Compose(type) ?? throw new CodecNotFoundException(
            $"Could not find a copier for type {type}. Mark it [GenerateSerializer], or [Immutable] if it never changes.");
    }

    // Generated copiers of open classes look at the runtime type themselves, with a shortcut for the declared one.
    private static bool DispatchesByItself(Type type) => !type.IsAbstract && Copiers.TryGetRegistered(type, out var copier)
        && copier!.GetType().BaseType is { IsGenericType: true } parent
        && parent.GetGenericTypeDefinition() == typeof(ClassCopier<>);

    private static bool IsImmutable(Type type) =>
        type.IsPrimitive || type.IsEnum || Immutables.Contains(type)
        || typeof(Type).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type)
        || typeof(CultureInfo).IsAssignableFrom(type) || typeof(IPAddress).IsAssignableFrom(type)
        || typeof(GrainReference).IsAssignableFrom(type)
        || type.GetCustomAttribute<ImmutableAttribute>(inherit: false) is not null;

    private static DeepCopier? Compose(Type type)
    {
        if (type.IsArray)
            return type.IsSZArray ? Make(typeof(ArrayCopier<>), type.GetElementType()!) : null;
        if (!type.IsGenericType)
            return type == typeof(object) ? new PlainObjectCopier() : null;
        var definition = type.GetGenericTypeDefinition();
        var arguments = type.GetGenericArguments();
        if (CollectionCopiers.ByDefinition.TryGetValue(definition, out var collection))
            return Make(collection, arguments);
        if (Manifests.GenericCopiers.TryGetValue(definition, out var generated))
            return Make(generated, arguments);
        return null;
    }

    private static DeepCopier Make(Type definition, params Type[] arguments) =>
        (DeepCopier)Activator.CreateInstance(definition.MakeGenericType(arguments), nonPublic: true)!;
}
