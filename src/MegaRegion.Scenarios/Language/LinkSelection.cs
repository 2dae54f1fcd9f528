using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Language;

/// <summary>Which links a change is about: those that meet all that is stated.</summary>
/// <param name="Kind">Kind of link; null for all.</param>
/// <param name="From">Nodes on one side; empty for all.</param>
/// <param name="To">Nodes on the other side; empty for all.</param>
/// <param name="At">Nodes of which one must be an end; empty for all.</param>
/// <param name="BothWays">Whether links from <paramref name="To"/> to <paramref name="From"/> are meant too.</param>
public sealed record LinkSelection(
    LinkKind? Kind, IReadOnlyList<string> From, IReadOnlyList<string> To, IReadOnlyList<string> At, bool BothWays = true)
{
    /// <summary>Whether a link is meant.</summary>
    /// <param name="link">The link.</param>
    public bool Matches(JapanLink link) =>
        (Kind is null || link.Kind == Kind)
        && (At.Count == 0 || Has(At, link.From) || Has(At, link.To))
        && (Between(link.From, link.To) || (BothWays && Between(link.To, link.From)));

    /// <summary>All nodes that are named.</summary>
    public IEnumerable<string> Nodes => From.Concat(To).Concat(At);

    private bool Between(string from, string to) => (From.Count == 0 || Has(From, from)) && (To.Count == 0 || Has(To, to));

    private static bool Has(IReadOnlyList<string> nodes, string node) => nodes.Contains(node, StringComparer.Ordinal);
}
