using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Orleans.Generator;

/// <summary>
/// Generates what the embedded engine needs of a compilation: a reference class with typed requests for each grain and
/// observer interface, a deep copier for each <c>[GenerateSerializer]</c> type, and a manifest that lists them with the
/// grain classes.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class OrleansGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var interfaces = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is InterfaceDeclarationSyntax { BaseList: not null },
            static (syntax, token) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol type
                ? ReferenceEmitter.Emit(type)
                : null);
        var copiers = context.SyntaxProvider.ForAttributeWithMetadataName(
            CopyRules.GenerateSerializer,
            static (_, _) => true,
            static (syntax, _) => CopierEmitter.Emit((INamedTypeSymbol)syntax.TargetSymbol));
        var converters = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Orleans.RegisterConverterAttribute",
            static (_, _) => true,
            static (syntax, _) => ConverterEmitter.Emit((INamedTypeSymbol)syntax.TargetSymbol));
        var grains = context.SyntaxProvider.CreateSyntaxProvider(
            static (node, _) => node is ClassDeclarationSyntax { BaseList: not null },
            static (syntax, token) => syntax.SemanticModel.GetDeclaredSymbol(syntax.Node, token) is INamedTypeSymbol type
                ? GrainEmitter.Emit(type)
                : null);
        var units = All(interfaces).Combine(All(copiers)).Combine(All(converters)).Combine(All(grains))
            .Select(static (all, _) => new EquatableArray<Unit>(
                [.. all.Left.Left.Left, .. all.Left.Left.Right, .. all.Left.Right, .. all.Right]));
        var parts = context.CompilationProvider.Select(static (compilation, _) => ManifestEmitter.PartsOf(compilation));

        context.RegisterSourceOutput(units.Combine(parts), static (output, all) => Write(output, all.Left, all.Right));
    }

    private static IncrementalValueProvider<EquatableArray<Unit>> All(IncrementalValuesProvider<Unit?> units) =>
        units.Where(static unit => unit is not null).Collect()
            .Select(static (found, _) => new EquatableArray<Unit>([.. found.Distinct().Select(unit => unit!)]));

    private static void Write(SourceProductionContext output, EquatableArray<Unit> units, ManifestEmitter.Parts parts)
    {
        var provided = new HashSet<string>(units.SelectMany(unit => unit.Provides), StringComparer.Ordinal);
        foreach (var unit in units)
        {
            foreach (var finding in unit.Findings)
                output.ReportDiagnostic(finding.ToDiagnostic());
            foreach (var need in unit.Needs.Where(need => !provided.Contains(need.Type)))
                output.ReportDiagnostic(need.IfMissing.ToDiagnostic());
            if (unit.Name.Length > 0)
                output.AddSource(unit.Name, unit.Source);
        }

        if (ManifestEmitter.Emit(units, parts) is { } manifest)
            output.AddSource("Manifest.g.cs", manifest);
    }
}
