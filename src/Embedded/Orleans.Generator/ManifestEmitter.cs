using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>Writes the manifest, through which the engine finds everything else.</summary>
internal static class ManifestEmitter
{
    private const string Provider = "Orleans.Serialization.Configuration.TypeManifestProviderAttribute";

    /// <summary>The assembly's name, and those of the assemblies it refers to that have a manifest.</summary>
    public static Parts PartsOf(Compilation compilation)
    {
        var parts = compilation.SourceModule.ReferencedAssemblySymbols
            .Where(static assembly => assembly.GetAttributes().Any(static data => data.AttributeClass?.ToDisplayString() == Provider))
            .Select(static assembly => assembly.Identity.Name)
            .OrderBy(static name => name, StringComparer.Ordinal);
        return new Parts(compilation.AssemblyName ?? "Assembly", new([.. parts]));
    }

    public static string? Emit(EquatableArray<Unit> units, Parts parts)
    {
        var lines = units.SelectMany(unit => unit.Manifest).Distinct(StringComparer.Ordinal).OrderBy(line => line, StringComparer.Ordinal).ToArray();
        if (lines.Length == 0 && !parts.Assemblies.Any())
            return null;
        var name = $"Manifest_{Names.Identifier(parts.Name)}";
        var code = new CodeWriter();
        code.Line($"[assembly: global::{Provider.Replace("Attribute", string.Empty)}(typeof(OrleansCodeGen.{name}))]");
        foreach (var part in parts.Assemblies)
            code.Line($"[assembly: global::Orleans.ApplicationPart(\"{part}\")]");
        code.Line(string.Empty).Open("namespace OrleansCodeGen");
        code.Open($"internal sealed class {name} : global::Orleans.Serialization.Configuration.TypeManifest");
        code.Open("public override void Configure()");
        foreach (var line in lines)
            code.Line(line);
        return Names.Header + code.Close().Close().Close();
    }

    internal sealed record Parts(string Name, EquatableArray<string> Assemblies);
}
