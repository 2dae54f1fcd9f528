using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Generator;

/// <summary>A misuse found in source, in a form that can be compared and kept.</summary>
internal sealed record Finding(string Rule, string Message, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static Finding At(ISymbol symbol, DiagnosticDescriptor rule, string message)
    {
        var location = symbol.Locations.FirstOrDefault(place => place.IsInSource) ?? Location.None;
        var lines = location.GetLineSpan();
        return new Finding(rule.Id, message, lines.Path ?? string.Empty, location.SourceSpan, lines.Span);
    }

    public Diagnostic ToDiagnostic() => Diagnostic.Create(
        Rules.ById(Rule), Path.Length == 0 ? Location.None : Location.Create(Path, Span, Lines), Message);
}
