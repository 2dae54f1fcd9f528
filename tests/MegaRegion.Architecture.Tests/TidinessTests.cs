using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace MegaRegion.Architecture.Tests;

/// <summary>Files stay readable and say nothing about the place where they were written.</summary>
public sealed partial class TidinessTests
{
    private const int MostLines = 400;

    private static readonly Allowance[] LongFiles = [];

    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".md", ".sh", ".yml", ".yaml", ".json", ".mjs", ".js", ".ts", ".proto", ".sql", "/run", "/megaregion"];

    [Fact]
    public void A_file_holds_one_idea()
    {
        Repository.AllSources
            .Where(file => file.Lines > MostLines)
            .Where(file => !Array.Exists(LongFiles, allowance => string.Equals(allowance.Path, file.Path, StringComparison.Ordinal)))
            .Select(file => $"{file.Path}: {file.Lines} lines")
            .ShouldBeEmpty("Look for the second idea inside, or give the file a reason in LongFiles.");
    }

    [Fact]
    public void A_file_of_the_product_has_one_public_type()
    {
        Repository.ProductSources
            .Where(file => file.All<BaseTypeDeclarationSyntax>().Count(IsPublicTopLevel) > 1)
            .Where(file => !file.Path.StartsWith("src/Embedded/", StringComparison.Ordinal))
            .Select(file => file.Path)
            .ShouldBeEmpty();
    }

    [Fact]
    public void A_suppressed_warning_says_why()
    {
        Repository.AllSources.SelectMany(file => file.All<PragmaWarningDirectiveTriviaSyntax>()
            .Where(node => node.DisableOrRestoreKeyword.Text is "disable" && !HasReason(file, node))
            .Select(file.At))
            .ShouldBeEmpty("Write the reason behind the directive or on the line above.");
    }

    [Fact]
    public void No_file_names_a_package_registry()
    {
        Repository.Files(TextEndings)
            .Where(path => !path.EndsWith("package-lock.json", StringComparison.Ordinal))
            .Where(path => RegistryHost().IsMatch(Repository.Read(path)))
            .ShouldBeEmpty("Clients know their registry from the machine's configuration.");
    }

    [Fact]
    public void No_file_has_an_open_to_do()
    {
        Repository.Files(TextEndings)
            .Where(path => OpenMark().IsMatch(Repository.Read(path)))
            .ShouldBeEmpty("Finish it, or file an issue.");
    }

    private static bool IsPublicTopLevel(BaseTypeDeclarationSyntax type) =>
        type.Parent is BaseNamespaceDeclarationSyntax
        && type.Modifiers.Any(modifier => string.Equals(modifier.Text, "public", StringComparison.Ordinal));

    private static bool HasReason(SourceFile file, PragmaWarningDirectiveTriviaSyntax node)
    {
        var lines = file.Root.SyntaxTree.GetText().Lines;
        var line = node.GetLocation().GetLineSpan().StartLinePosition.Line;
        return lines[line].ToString().Contains("//", StringComparison.Ordinal)
            || (line > 0 && lines[line - 1].ToString().TrimStart().StartsWith("//", StringComparison.Ordinal));
    }

    // Written in pieces so that this file does not match itself.
    [GeneratedRegex(@"(api\.)?nuget\" + @".org|registry\.npmjs\" + @".org|deb\.debian\" + @".org", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RegistryHost();

    [GeneratedRegex(@"\bTO" + @"DO\b|\bFIX" + @"ME\b|\bHA" + @"CK\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OpenMark();
}
