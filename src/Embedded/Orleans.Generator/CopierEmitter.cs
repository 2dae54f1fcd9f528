using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>
/// Writes the copier of a <c>[GenerateSerializer]</c> type: which members of a shallow clone must be replaced by
/// copies. Members are reached as fields, so that private, read-only and init-only ones can be copied too.
/// </summary>
internal static class CopierEmitter
{
    private const string Cloning = "global::Orleans.Serialization.Cloning";
    private const string Accessor = "global::System.Runtime.CompilerServices.UnsafeAccessor";

    public static Unit? Emit(INamedTypeSymbol type)
    {
        if (type.TypeKind == TypeKind.Enum || CopyRules.IsException(type))
            return null;
        if (!Names.IsAccessible(type))
            return GrainEmitter.Refuse(type, Rules.Inaccessible, $"Message type {type.Name} must be internal or public");
        var findings = CopierMembers.MissingIds(type).ToArray();
        var provides = Names.Of(type.OriginalDefinition);
        if (Names.Has(type, CopyRules.Immutable))
            return new Unit(string.Empty, string.Empty, default, new([provides]), default, new([.. findings]));

        var name = $"Copier_{Names.Flat(type)}";
        var parameters = TypeParameters(type);
        var source = Write(type, name, parameters);
        var space = Names.Namespace(type);
        var manifest = parameters.Length == 0
            ? $"AddCopier<{Names.Of(type)}>(new global::{space}.{name}());"
            : $"AddGenericCopier(typeof({Names.OpenOf(type)}), typeof(global::{space}.{name}<{new string(',', type.TypeParameters.Length - 1)}>));";
        return new Unit(
            $"{space}.{name}.g.cs", source, new([manifest]), new([provides]), new([.. CopierMembers.Needs(type)]), new([.. findings]));
    }

    private static string TypeParameters(INamedTypeSymbol type) => type.TypeParameters.Length == 0
        ? string.Empty
        : $"<{string.Join(", ", type.TypeParameters.Select(parameter => parameter.Name))}>";

    private static string Write(INamedTypeSymbol type, string name, string parameters)
    {
        var members = CopierMembers.ToCopy(type).ToArray();
        var dropped = CopierMembers.ToDrop(type).ToArray();
        var parent = CopierMembers.CopiedBase(type);
        var self = Names.Of(type);
        var kind = type.IsValueType ? "StructCopier" : "ClassCopier";
        var by = type.IsValueType ? "ref " : string.Empty;

        var code = new CodeWriter();
        code.Open($"namespace {Names.Namespace(type)}");
        code.Open($"internal sealed class {name}{parameters} : {Cloning}.{kind}<{self}>{Constraints(type)}");
        WriteTraits(code, type, members, dropped, parent);
        for (var i = 0; i < members.Length; i++)
            WriteCopier(code, Names.Of(members[i].Type), $"copier{i}", $"Copier{i}");
        if (parent is not null)
        {
            code.Line($"private static {Cloning}.ClassCopier<{Names.Of(parent)}> parent;");
            code.Line(string.Empty);
        }

        code.Open($"public override void CopyMembers({by}{self} value, {Cloning}.CopyContext context)");
        if (parent is not null)
            code.Line($"(parent ??= {Cloning}.Copiers.OfBase<{Names.Of(parent)}>()).CopyMembers(value, context);");
        for (var i = 0; i < members.Length; i++)
        {
            code.Line($"ref var member{i} = ref Member{i}({by}value);");
            code.Line($"member{i} = Copier{i}.Copy(member{i}, context);");
        }

        for (var i = 0; i < dropped.Length; i++)
            code.Line($"Dropped{i}({by}value) = default;");
        code.Close();
        for (var i = 0; i < members.Length; i++)
            WriteAccessor(code, members[i], $"Member{i}", by, self);
        for (var i = 0; i < dropped.Length; i++)
            WriteAccessor(code, dropped[i], $"Dropped{i}", by, self);
        return Names.Header + code.Close().Close();
    }

    // With one mutable member that holds nothing mutable itself, no object can be met twice.
    private static void WriteTraits(
        CodeWriter code, INamedTypeSymbol type, IFieldSymbol[] members, IFieldSymbol[] dropped, INamedTypeSymbol? parent)
    {
        if (parent is null && members.Length == 0)
            code.Line("public override bool NeedsContext => false;");
        else if (parent is null && members.Length == 1 && members[0].Type is IArrayTypeSymbol or INamedTypeSymbol { IsGenericType: true })
            code.Line("public override bool NeedsContext => Copier0.NeedsContext;");
        if (type.IsValueType && members.Length == 0 && dropped.Length == 0)
            code.Line("public override bool IsImmutable => true;");
    }

    private static void WriteCopier(CodeWriter code, string type, string field, string property)
    {
        code.Line($"private static {Cloning}.DeepCopier<{type}> {field};");
        code.Line($"private static {Cloning}.DeepCopier<{type}> {property} => {field} ??= {Cloning}.Copiers.Of<{type}>();");
    }

    private static void WriteAccessor(CodeWriter code, IFieldSymbol member, string name, string by, string self)
    {
        code.Line($"[{Accessor}({Accessor}Kind.Field, Name = \"{member.Name}\")]");
        code.Line($"private static extern ref {Names.Of(member.Type)} {name}({by}{self} value);");
    }

    private static string Constraints(INamedTypeSymbol type) => string.Concat(type.TypeParameters.Select(parameter =>
    {
        List<string> parts = [];
        if (parameter.HasReferenceTypeConstraint)
            parts.Add("class");
        if (parameter.HasValueTypeConstraint)
            parts.Add("struct");
        if (parameter.HasNotNullConstraint)
            parts.Add("notnull");
        parts.AddRange(parameter.ConstraintTypes.Select(Names.Of));
        if (parameter.HasConstructorConstraint)
            parts.Add("new()");
        return parts.Count == 0 ? string.Empty : $" where {parameter.Name} : {string.Join(", ", parts)}";
    }));
}
