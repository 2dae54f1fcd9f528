using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Lists grain classes.</summary>
internal static class GrainEmitter
{
    public static Unit? Emit(INamedTypeSymbol type)
    {
        if (type.IsAbstract || type.IsStatic || !type.AllInterfaces.Any(parent => parent.ToDisplayString() == "Orleans.IGrain"))
            return null;
        if (InheritsReference(type))
            return null;
        if (type.IsGenericType)
            return Refuse(type, Rules.Generic, $"Grain class {type.Name} is generic");
        if (!Names.IsAccessible(type))
            return Refuse(type, Rules.Inaccessible, $"Grain class {type.Name} must be internal or public");
        return new Unit(string.Empty, string.Empty, new([$"AddGrain(typeof({Names.Of(type)}));"]), default, default, default);
    }

    public static Unit Refuse(INamedTypeSymbol type, DiagnosticDescriptor rule, string message) =>
        new(string.Empty, string.Empty, default, default, default, new([Finding.At(type, rule, message)]));

    private static bool InheritsReference(INamedTypeSymbol type)
    {
        for (var level = type.BaseType; level is not null; level = level.BaseType)
        {
            if (level.ToDisplayString() == "Orleans.Runtime.GrainReference")
                return true;
        }

        return false;
    }
}
