using Microsoft.CodeAnalysis;

namespace Orleans.Generator;

/// <summary>What the generator refuses or warns of.</summary>
internal static class Rules
{
    public static readonly DiagnosticDescriptor Signature = Rule("EMBO001", "Grain method cannot be called remotely");
    public static readonly DiagnosticDescriptor Member = Rule("EMBO002", "Grain interface may hold methods only");
    public static readonly DiagnosticDescriptor Generic = Rule("EMBO003", "Generic grain interfaces and methods are not supported");
    public static readonly DiagnosticDescriptor MissingId = Rule("EMBO004", "Serialized member has no [Id]");
    public static readonly DiagnosticDescriptor MissingSerializer = Rule("EMBO005", "Message type has no [GenerateSerializer]");
    public static readonly DiagnosticDescriptor Inaccessible = Rule("EMBO006", "Type is not accessible to generated code");

    public static DiagnosticDescriptor ById(string id) =>
        new[] { Signature, Member, Generic, MissingId, MissingSerializer, Inaccessible }.First(rule => rule.Id == id);

    private static DiagnosticDescriptor Rule(string id, string title) => new(
        id, title, "{0}", "Orleans", DiagnosticSeverity.Error, isEnabledByDefault: true);
}
