using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MegaRegion.Architecture.Tests;

/// <summary>A parsed C# file.</summary>
/// <param name="Path">Relative to the repository.</param>
/// <param name="Root">Its syntax tree; comments and string literals are not code in it.</param>
/// <param name="Lines">How many lines it has.</param>
internal sealed record SourceFile(string Path, SyntaxNode Root, int Lines)
{
    /// <summary>Reads and parses a file.</summary>
    public static SourceFile Read(string path)
    {
        var text = Repository.Read(path);
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var tree = CSharpSyntaxTree.ParseText(text, options, path);
        return new SourceFile(path, tree.GetRoot(), tree.GetText().Lines.Count);
    }

    /// <summary>All nodes of a kind, also those inside directives' structure.</summary>
    public IEnumerable<TNode> All<TNode>()
        where TNode : SyntaxNode =>
        Root.DescendantNodes(descendIntoTrivia: true).OfType<TNode>();

    /// <summary>Path and 1-based line of a node, as compilers print it.</summary>
    public string At(SyntaxNode node) => $"{Path}({node.GetLocation().GetLineSpan().StartLinePosition.Line + 1})";
}
