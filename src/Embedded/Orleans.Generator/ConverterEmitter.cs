using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Lists converters of foreign types.</summary>
internal static class ConverterEmitter
{
    public static Unit? Emit(INamedTypeSymbol type)
    {
        var converts = type.AllInterfaces.FirstOrDefault(parent =>
            parent.OriginalDefinition.ToDisplayString() == "Orleans.IConverter<TValue, TSurrogate>");
        if (converts is null || type.IsGenericType)
            return null;
        var value = Names.Of(converts.TypeArguments[0]);
        var surrogate = Names.Of(converts.TypeArguments[1]);
        var line = $"AddCopier<{value}>(new global::Orleans.Serialization.Cloning.LazyCopier<{value}>(static () => "
            + $"new global::Orleans.Serialization.Cloning.ConverterCopier<{value}, {surrogate}, {Names.Of(type)}>()));";
        return new Unit(string.Empty, string.Empty, new([line]), new([value]), default, default);
    }
}
