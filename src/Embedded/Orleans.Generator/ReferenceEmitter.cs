using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Writes the reference class of a grain or observer interface, with one request class per method.</summary>
internal static class ReferenceEmitter
{
    private const string Runtime = "global::Orleans.Runtime";

    public static Unit? Emit(INamedTypeSymbol type)
    {
        if (!CopyRules.IsReference(type) || IsMarker(type))
            return null;
        if (type.IsGenericType)
            return GrainEmitter.Refuse(type, Rules.Generic, $"Grain interface {type.Name} is generic");
        if (!Names.IsAccessible(type))
            return GrainEmitter.Refuse(type, Rules.Inaccessible, $"Grain interface {type.Name} must be internal or public");

        var methods = GrainMethod.Of(type).ToArray();
        var findings = methods.SelectMany(method => method.Findings).Concat(GrainMethod.OtherMembers(type)).ToArray();
        var name = $"Reference_{Names.Flat(type)}";
        var space = Names.Namespace(type);
        if (findings.Length > 0)
            return new Unit(string.Empty, string.Empty, default, default, default, new([.. findings]));

        var line = $"AddInterface(typeof({Names.Of(type)}), static (shared, key) => new global::{space}.{name}(shared, key));";
        return new Unit(
            $"{space}.{name}.g.cs", Write(type, name, methods), new([line]), default, new([.. methods.SelectMany(method => method.Needs)]), default);
    }

    // The markers of the programming model itself, such as IGrainWithStringKey.
    private static bool IsMarker(INamedTypeSymbol type) =>
        type.GetMembers().IsEmpty && type.ContainingNamespace.ToDisplayString() is "Orleans" or "Orleans.Runtime";

    private static string Write(INamedTypeSymbol type, string name, GrainMethod[] methods)
    {
        var code = new CodeWriter();
        code.Open($"namespace {Names.Namespace(type)}");
        code.Open($"internal sealed class {name} : {Runtime}.GrainReference, {Names.Of(type)}");
        code.Open($"public {name}({Runtime}.GrainReferenceShared shared, {Runtime}.IdSpan key) : base(shared, key)").Close();
        foreach (var method in methods)
        {
            code.Line(string.Empty);
            MethodEmitter.WriteCall(code, method);
            code.Line(string.Empty);
            RequestEmitter.Write(code, method);
        }

        return Names.Header + code.Close().Close();
    }
}
