using System.Text;
using MegaRegion.Scenarios.Worlds;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MegaRegion.Scenarios.Language;

/// <summary>
/// Reads the scenario language (<c>docs/modelling/scenarios.md</c>): YAML text to an immutable document. All problems are
/// told at once, those of form and those of meaning; there is a document only when there are none.
/// </summary>
public static class ScenarioReader
{
    /// <summary>Longest text that is read, bytes of UTF-8.</summary>
    public const int MaxBytes = 256 * 1024;

    private const string SlugCure = "Use a-z, 0-9 and '-', at most 60 characters";

    /// <summary>Reads and checks a document.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="world">What its places and nodes must be in.</param>
    /// <returns>The document, or all its problems.</returns>
    public static Checked<ScenarioDocument> Read(string yaml, ScenarioWorld world)
    {
        var problems = new ProblemCollector();
        if (Root(yaml, problems) is not { } root)
            return new Checked<ScenarioDocument>(null, problems.Problems);
        var (document, positions) = Document(new FieldReader(root, "", problems), problems);
        ScenarioCheck.Find(document, world, problems, positions);
        return new Checked<ScenarioDocument>(problems.IsEmpty ? document : null, problems.Problems);
    }

    /// <summary>Whether a text is not longer than <see cref="MaxBytes"/>.</summary>
    /// <param name="yaml">The text.</param>
    public static bool IsShortEnough(string yaml) => Encoding.UTF8.GetByteCount(yaml) <= MaxBytes;

    /// <summary>Reads a document and checks its form alone: whether its places, nodes and links exist is not asked.</summary>
    /// <param name="yaml">The text.</param>
    /// <returns>The document, or all problems of its form.</returns>
    public static Checked<ScenarioDocument> ReadForm(string yaml)
    {
        var problems = new ProblemCollector();
        if (Root(yaml, problems) is not { } root)
            return new Checked<ScenarioDocument>(null, problems.Problems);
        var (document, _) = Document(new FieldReader(root, "", problems), problems);
        return new Checked<ScenarioDocument>(problems.IsEmpty ? document : null, problems.Problems);
    }

    private static YamlMappingNode? Root(string yaml, ProblemCollector problems)
    {
        if (!IsShortEnough(yaml))
        {
            problems.Add(0, "document", FormattableString.Invariant($"expected at most {MaxBytes / 1024} kB ({MaxBytes:N0} bytes of UTF-8), found {Encoding.UTF8.GetByteCount(yaml):N0} bytes"), "Split it");
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
                return root;
            problems.Add(1, "document", $"expected one document of fields, found {stream.Documents.Count} documents", "Begin with scenario: and a name");
        }
        catch (YamlException exception)
        {
            problems.Add((int)exception.Start.Line, "document", $"expected YAML: {exception.Message}", "Check indentation, colons and quotes near this line");
        }

        return null;
    }

    private static (ScenarioDocument Document, IReadOnlyList<int> Positions) Document(FieldReader fields, ProblemCollector problems)
    {
        var changes = fields.Items("changes")
            .Select((node, index) => (Change: ModificationReader.Read(node, FormattableString.Invariant($"changes[{index + 1}]"), problems), Position: index + 1))
            .Where(item => item.Change is not null).ToList();
        var name = fields.Text("scenario", isRequired: true, "a name");
        if (name.Length > 60 || name.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            fields.Report("scenario", $"expected a slug, found '{name}'", SlugCure);
        var title = fields.Map("title");
        var baseline = Baseline(fields.Map("baseline"));
        var document = new ScenarioDocument
        {
            Name = name,
            TitleEn = title?.Text("en") ?? "",
            TitleJa = title?.Text("ja") ?? "",
            Note = fields.Text("note"),
            Baseline = baseline,
            Year = fields.Whole("year", 2005, 2060, "") ?? baseline.ObservedYear,
            Changes = [.. changes.Select(item => item.Change!)],
            Solve = Solve(fields.Map("solve")),
            Reports = Reports(fields),
        };
        title?.Finish();
        fields.Finish();
        return (document, [.. changes.Select(item => item.Position)]);
    }

    private static BaselineReference Baseline(FieldReader? fields)
    {
        if (fields is null)
            return BaselineReference.Observed2010;
        var (year, run, live) = (fields.Whole("observed", 2005, 2010, ""), fields.Text("run"), fields.Map("live"));
        if (year is > 2005 and < 2010)
            fields.Report("observed", $"expected 2005 or 2010, found {year}", "Those are the surveys with a whole year");
        if ((year is null ? 0 : 1) + (run.Length > 0 ? 1 : 0) + (live is null ? 0 : 1) != 1)
            fields.Report("observed", "expected exactly one of observed, run and live", "Keep one");
        fields.Finish();
        if (live is null)
            return run.Length > 0 ? new BaselineReference(BaselineKind.Run, Run: run) : new BaselineReference(BaselineKind.Observed, year ?? 2010);
        var (from, until) = (live.Day("from"), live.Day("until"));
        if (!live.Has("from") || !live.Has("until") || until < from)
            live.Report("until", "expected from and until, the first and the last day", "Write both, until not before from");
        live.Finish();
        return new BaselineReference(BaselineKind.Live, From: from, Until: until);
    }

    private static SolveSettings Solve(FieldReader? fields)
    {
        var standard = new SolveSettings();
        if (fields is null)
            return standard;
        var dynamics = fields.Map("dynamics");
        var settings = new SolveSettings
        {
            Gap = fields.Number("gap", 1e-12, 1e-2, "", standard.Gap),
            MaxRounds = fields.Whole("max-rounds", 1, 1000, "rounds") ?? standard.MaxRounds,
            IsCoupled = fields.Flag("coupling", fallback: true),
            IsDemandElastic = fields.Flag("elastic", fallback: true),
            DynamicsUntil = dynamics?.Whole("until", 2011, 2060, ""),
            DynamicsStepYears = dynamics?.Whole("step", 1, 10, "years") ?? standard.DynamicsStepYears,
            Draws = fields.Whole("draws", 0, 10_000, "draws") ?? standard.Draws,
            Seed = fields.Whole("seed", 0, int.MaxValue, "") ?? standard.Seed,
        };
        dynamics?.Finish();
        fields.Finish();
        return settings;
    }

    private static IReadOnlyList<ReportKind> Reports(FieldReader fields)
    {
        if (!fields.Has("reports"))
            return ReportKinds.Default;
        var kinds = new List<ReportKind>();
        foreach (var word in fields.Texts("reports"))
        {
            if (!ReportKinds.ByWord.TryGetValue(word, out var kind))
                fields.Report("reports", $"'{word}' is not a report", NearestName.Cure(word, [.. ReportKinds.ByWord.Keys]));
            else if (!kinds.Contains(kind))
                kinds.Add(kind);
        }

        return kinds;
    }
}
