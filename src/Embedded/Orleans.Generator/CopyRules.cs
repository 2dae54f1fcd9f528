using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>How a value of a type is copied, as far as its declared type tells.</summary>
internal static class CopyRules
{
    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";
    public const string Immutable = "Orleans.ImmutableAttribute";

    private static readonly HashSet<string> ImmutableTypes =
    [
        "System.DateTimeOffset", "System.DateOnly", "System.TimeOnly", "System.TimeSpan", "System.Guid", "System.Uri",
        "System.Version", "System.Type", "System.Int128", "System.UInt128", "System.Half", "System.Numerics.BigInteger",
        "System.Threading.CancellationToken", "System.Net.IPAddress", "System.Net.IPEndPoint",
        "System.Globalization.CultureInfo", "Orleans.Runtime.GrainId", "Orleans.Runtime.GrainType",
        "Orleans.Runtime.IdSpan", "Orleans.Runtime.TickStatus",
    ];

    /// <summary>Whether values pass as they are.</summary>
    public static bool IsImmutable(ITypeSymbol type)
    {
        if (type.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String
            or SpecialType.System_DateTime or SpecialType.System_IntPtr or SpecialType.System_UIntPtr)
        {
            return true;
        }

        if (type.TypeKind == TypeKind.Enum || Names.Has(type, Immutable) || ImmutableTypes.Contains(type.ToDisplayString()))
            return true;
        if (type is not INamedTypeSymbol named)
            return false;
        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T)
            return IsImmutable(named.TypeArguments[0]);
        return named.OriginalDefinition.ToDisplayString() == "Orleans.Concurrency.Immutable<T>" || IsException(type);
    }

    public static bool IsException(ITypeSymbol type)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (level.ToDisplayString() == "System.Exception")
                return true;
        }

        return false;
    }

    /// <summary>Whether values are grains or observers, which are passed as references.</summary>
    public static bool IsReference(ITypeSymbol type) => type.TypeKind == TypeKind.Interface
        && (type.ToDisplayString() == "Orleans.Runtime.IAddressable"
            || type.AllInterfaces.Any(parent => parent.ToDisplayString() == "Orleans.Runtime.IAddressable"));

    /// <summary>The types of this compilation that a value of this type certainly holds and that need a copier.</summary>
    public static IEnumerable<INamedTypeSymbol> NeedsOf(ITypeSymbol type, IAssemblySymbol assembly)
    {
        if (IsImmutable(type) || IsReference(type))
            return [];
        if (type is IArrayTypeSymbol array)
            return NeedsOf(array.ElementType, assembly);
        if (type is not INamedTypeSymbol named)
            return [];
        var isOwn = SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, assembly)
            && named.TypeKind is TypeKind.Class or TypeKind.Struct && !named.IsAbstract && !named.IsTupleType;
        var inner = named.TypeArguments.SelectMany(argument => NeedsOf(argument, assembly));
        return isOwn ? inner.Prepend(named) : inner;
    }
}
