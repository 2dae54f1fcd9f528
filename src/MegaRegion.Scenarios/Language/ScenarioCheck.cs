using MegaRegion.Domain.Places;
using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Language;

/// <summary>Checks what a document means against the world: places and nodes that exist, links that are there to change.</summary>
public static class ScenarioCheck
{
    /// <summary>Most changes of a document.</summary>
    public const int MaxChanges = 200;

    /// <summary>Checks a document that did not come from text.</summary>
    /// <param name="document">The document.</param>
    /// <param name="world">What its places and nodes must be in.</param>
    /// <returns>All problems; empty when it is sound.</returns>
    public static IReadOnlyList<ScenarioProblem> Find(ScenarioDocument document, ScenarioWorld world)
    {
        var problems = new ProblemCollector();
        Find(document, world, problems, [.. Enumerable.Range(1, document.Changes.Count)]);
        return problems.Problems;
    }

    /// <summary>Adds the problems of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="world">What its places and nodes must be in.</param>
    /// <param name="problems">Receives them.</param>
    /// <param name="positions">Place of each change in its text, from 1; changes that could not be read have left gaps.</param>
    internal static void Find(ScenarioDocument document, ScenarioWorld world, ProblemCollector problems, IReadOnlyList<int> positions)
    {
        if (document.Changes.Count > MaxChanges)
            problems.Add(0, "changes",
                new($"expected at most {MaxChanges} changes, found {document.Changes.Count}", $"施策は {MaxChanges} 件までですが、{document.Changes.Count} 件あります"),
                new("Split the scenario", "シナリオを分けてください"));
        if (document.Reports.Contains(ReportKind.Dynamics) && document.Solve.DynamicsUntil is null)
            problems.Add(0, "reports",
                new("'dynamics' needs year-by-year dynamics", "「dynamics」には年ごとの動学計算が必要です"),
                new("Add solve: {dynamics: {until: 2050}}", "solve: {dynamics: {until: 2050}} を加えてください"));
        for (var k = 0; k < document.Changes.Count; k++)
            Check(document.Changes[k], FormattableString.Invariant($"changes[{positions[k]}].{document.Changes[k].Kind}"), world, document, problems);
    }

    private static void Check(Modification change, string path, ScenarioWorld world, ScenarioDocument document, ProblemCollector problems)
    {
        foreach (var (field, place) in Places(change))
            CheckPlace(change, $"{path}.{field}", place, world, problems);
        switch (change)
        {
            case AddLink add:
                CheckNodes(change, path, [add.FromNode, add.ToNode], world, problems);
                if (add.FromNode.Length > 0 && string.Equals(add.FromNode, add.ToNode, StringComparison.Ordinal))
                    problems.Add(change.Line, $"{path}.to",
                        new("expected another node than from", "from とは別のノードが必要です"),
                        new("Correct one of them", "どちらかを訂正してください"));
                break;
            case RemoveLinks remove:
                CheckLinks(change, path, remove.Links, world, document, problems);
                break;
            case CloseLinks close:
                CheckLinks(change, path, close.Links, world, document, problems);
                break;
            case ChangeLinks edit:
                CheckLinks(change, path, edit.Links, world, document, problems);
                CheckFrequency(edit, path, world, problems);
                break;
            case OpenBases { Place: var place } when PlaceId.TryParse(place, out var id) && world.Municipality(id) is null:
                problems.Add(change.Line, $"{path}.place",
                    Wanted.ButFound(new("a municipality", "市区町村"), place),
                    new("Give it as jp: and five digits", "jp: と 5 桁の数字で指定してください"));
                break;
        }
    }

    private static IEnumerable<(string Field, string Place)> Places(Modification change) => change switch
    {
        ChangeHub hub => [("place", hub.Place)],
        ScaleFacility facility => [("place", facility.Place)],
        DesignateArea area => [("place", area.Place)],
        AgreeBetween pair => [("place", pair.Place), ("partner", pair.Partner)],
        ScaleDemand { Place.Length: > 0 } demand => [("place", demand.Place)],
        HoldEvent hold => [("place", hold.Place)],
        CreateJobs jobs => [("place", jobs.Place)],
        OpenBases bases => [("place", bases.Place)],
        _ => [],
    };

    private static void CheckPlace(Modification change, string path, string place, ScenarioWorld world, ProblemCollector problems)
    {
        if (place.Length == 0)
            return; // Already told as missing.
        if (!PlaceId.TryParse(place, out var id) || world.Geography.SharesOf(id).Count == 0)
            problems.Add(change.Line, path,
                new($"'{place}' is not a place of the data set", $"「{place}」はデータセットにない場所です"),
                NearestName.Cure(place, world.PlaceIds));
    }

    private static void CheckNodes(Modification change, string path, IEnumerable<string> nodes, ScenarioWorld world, ProblemCollector problems)
    {
        foreach (var node in nodes.Where(node => node.Length > 0 && !world.Nodes.ContainsKey(node)))
            problems.Add(change.Line, path,
                new($"'{node}' is not a node of the network", $"「{node}」は交通網にないノードです"),
                NearestName.Cure(node, [.. world.Nodes.Keys]));
    }

    private static void CheckLinks(
        Modification change, string path, LinkSelection links, ScenarioWorld world, ScenarioDocument document, ProblemCollector problems)
    {
        CheckNodes(change, path, links.Nodes, world, problems);
        if (links.Kind is null && !links.Nodes.Any())
            problems.Add(change.Line, path,
                new("expected a selection of links, found none", "リンクの選択が必要ですが、ありません"),
                new("Add kind:, from:, to: or at:", "kind:、from:、to:、at: のいずれかを加えてください"));
        else if (links.Nodes.All(world.Nodes.ContainsKey) && !Candidates(world, document).Any(links.Matches))
            problems.Add(change.Line, path,
                new("expected links that the network has, but no link matches all that is stated", "条件のすべてに合うリンクが交通網にありません"),
                new("Loosen kind:, from:, to: or at:", "kind:、from:、to:、at: の条件を緩めてください"));
    }

    private static void CheckFrequency(ChangeLinks edit, string path, ScenarioWorld world, ProblemCollector problems)
    {
        if (edit.FrequencyFactor != 1 && edit.ServicesPerDayBefore is null
            && world.Inputs.Links.Any(link => link.Kind == LinkKind.Air && link.ServicesPerDay is null && edit.Links.Matches(link)))
            problems.Add(edit.Line, $"{path}.per-day-before",
                new("expected the flights a day today, because the data set does not know them", "現在の 1 日の便数がデータセットにないため、指定が必要です"),
                Wanted.Add("per-day-before"));
    }

    // Planned links can be meant too, after a change has opened them; so can added ones.
    private static IEnumerable<JapanLink> Candidates(ScenarioWorld world, ScenarioDocument document) => world.Inputs.Links.Concat(
        document.Changes.OfType<AddLink>().Select(add => new JapanLink(add.FromNode, add.ToNode, add.LinkKind, add.Minutes, add.Kilometres, null, null)));
}
