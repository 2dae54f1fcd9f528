using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>The members of a <c>[GenerateSerializer]</c> type: which are sent, and which of them need copying.</summary>
internal static class CopierMembers
{
    private const string Id = "Orleans.IdAttribute";
    private const string NonSerialized = "System.NonSerializedAttribute";

    public static IEnumerable<IFieldSymbol> ToCopy(INamedTypeSymbol type) => Fields(type)
        .Where(field => !IsDropped(field) && !IsImmutable(field));

    /// <summary>Members that are not sent: the copy has their default.</summary>
    public static IEnumerable<IFieldSymbol> ToDrop(INamedTypeSymbol type) => Fields(type).Where(IsDropped);

    /// <summary>The base class, if it has a copier of its own.</summary>
    public static INamedTypeSymbol? CopiedBase(INamedTypeSymbol type) =>
        !type.IsValueType && type.BaseType is { SpecialType: not SpecialType.System_Object } parent
            && Names.Has(parent, CopyRules.GenerateSerializer) && !Names.Has(parent, CopyRules.Immutable)
            ? parent
            : null;

    /// <summary>Types of this compilation that the members need a copier for.</summary>
    public static IEnumerable<Need> Needs(INamedTypeSymbol type) => ToCopy(type).SelectMany(field =>
        CopyRules.NeedsOf(field.Type, type.ContainingAssembly).Select(needed => NeedOf(needed, Shown(field), $"{type.Name}.{Shown(field).Name}")));

    public static Need NeedOf(INamedTypeSymbol needed, ISymbol place, string user) => new(
        Names.Of(needed.OriginalDefinition),
        Finding.At(place, Rules.MissingSerializer, $"{user} holds {needed.Name}, which has neither [GenerateSerializer] nor [Immutable]"));

    /// <summary>On a cluster, a member without a number is silently not sent.</summary>
    public static IEnumerable<Finding> MissingIds(INamedTypeSymbol type)
    {
        var automatic = Names.Find(type, CopyRules.GenerateSerializer)!.NamedArguments
            .Any(argument => argument.Key == "GenerateFieldIds" && argument.Value.Value is 1);
        return Fields(type)
            .Where(field => !IsDropped(field) && !IsNumbered(field, type, automatic))
            .Select(field => Finding.At(
                Shown(field), Rules.MissingId, $"{type.Name}.{Shown(field).Name} has no [Id]: it would be lost between processes"));
    }

    private static bool IsNumbered(IFieldSymbol field, INamedTypeSymbol type, bool automatic)
    {
        var shown = Shown(field);
        if (Names.Has(field, Id) || Names.Has(shown, Id))
            return true;
        if (automatic && shown is IPropertySymbol { DeclaredAccessibility: Accessibility.Public })
            return true;
        return type.IsRecord && type.InstanceConstructors.Any(constructor =>
            constructor.Parameters.Any(parameter => parameter.Name == shown.Name && IsPrimary(constructor)));
    }

    // The compiler places a record's primary constructor at its parameter list, which belongs to the type declaration.
    private static bool IsPrimary(IMethodSymbol constructor) => constructor.DeclaringSyntaxReferences
        .Any(reference => reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax);

    private static bool IsDropped(IFieldSymbol field) =>
        Names.Has(field, NonSerialized) || Names.Has(Shown(field), NonSerialized);

    private static bool IsImmutable(IFieldSymbol field) => CopyRules.IsImmutable(field.Type)
        || Names.Has(field, CopyRules.Immutable) || Names.Has(Shown(field), CopyRules.Immutable);

    private static ISymbol Shown(IFieldSymbol field) => field.AssociatedSymbol ?? field;

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Where(field => !field.IsStatic && !field.IsConst);
}
