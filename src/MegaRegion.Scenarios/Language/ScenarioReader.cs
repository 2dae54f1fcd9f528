using System.Globalization;
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

    private static readonly Bilingual SlugCure = new("Use a-z, 0-9 and '-', at most 60 characters", "a-z、0-9、「-」を使い、60 文字までにしてください");

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
            var (most, found) = (MaxBytes.ToString("N0", CultureInfo.InvariantCulture), Encoding.UTF8.GetByteCount(yaml).ToString("N0", CultureInfo.InvariantCulture));
            problems.Add(
                0,
                "document",
                new(
                    $"expected at most {MaxBytes / 1024} kB ({most} bytes of UTF-8), found {found} bytes",
                    $"{MaxBytes / 1024} kB（UTF-8 で {most} バイト）までですが、{found} バイトあります"),
                new("Split it", "分割してください"));
            return null;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
                return root;
            problems.Add(1, "document", new($"expected one document of fields, found {stream.Documents.Count} documents", $"項目からなる文書が 1 つ必要ですが、文書が {stream.Documents.Count} つあるか、項目からなっていません"), new("Begin with scenario: and a name", "scenario: と名前で始めてください"));
        }
        catch (YamlException exception)
        {
            problems.Add((int)exception.Start.Line, "document", new($"expected YAML: {exception.Message}", $"YAML として読めません: {exception.Message}"), new("Check indentation, colons and quotes near this line", "この行の近くの字下げ、コロン、引用符を確認してください"));
        }

        return null;
    }

    private static (ScenarioDocument Document, IReadOnlyList<int> Positions) Document(FieldReader fields, ProblemCollector problems)
    {
        var changes = fields.Items("changes")
            .Select((node, index) => (Change: ModificationReader.Read(node, FormattableString.Invariant($"changes[{index + 1}]"), problems), Position: index + 1))
            .Where(item => item.Change is not null).ToList();
        var name = fields.Text("scenario", isRequired: true, new("a name", "名前"));
        if (name.Length > 60 || name.Any(c => !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')))
            fields.Report("scenario", Wanted.ButFound(new("a slug", "英小文字の短い名前"), name), SlugCure);
        var title = fields.Map("title");
        var baseline = Baseline(fields.Map("baseline"));
        var document = new ScenarioDocument
        {
            Name = name,
            TitleEn = title?.Text("en") ?? "",
            TitleJa = title?.Text("ja") ?? "",
            Note = fields.Text("note"),
            Baseline = baseline,
            Year = fields.Whole("year", 2005, 2060, Wanted.NoUnit) ?? baseline.ObservedYear,
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
        var (year, run, live) = (fields.Whole("observed", 2005, 2010, Wanted.NoUnit), fields.Text("run"), fields.Map("live"));
        if (year is > 2005 and < 2010)
            fields.Report("observed", new($"expected 2005 or 2010, found {year}", $"2005 か 2010 が必要ですが、「{year}」が書かれています"), new("Those are the surveys with a whole year", "年間を通した調査はこの 2 回です"));
        if ((year is null ? 0 : 1) + (run.Length > 0 ? 1 : 0) + (live is null ? 0 : 1) != 1)
            fields.Report("observed", new("expected exactly one of observed, run and live", "observed、run、live のうち 1 つだけが必要です"), new("Keep one", "1 つだけ残してください"));
        fields.Finish();
        if (live is null)
            return run.Length > 0 ? new BaselineReference(BaselineKind.Run, Run: run) : new BaselineReference(BaselineKind.Observed, year ?? 2010);
        var (from, until) = (live.Day("from"), live.Day("until"));
        if (!live.Has("from") || !live.Has("until") || until < from)
            live.Report("until", new("expected from and until, the first and the last day", "最初の日 from と最後の日 until が必要です"), new("Write both, until not before from", "両方を書き、until は from 以降にしてください"));
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
            Gap = fields.Number("gap", 1e-12, 1e-2, Wanted.NoUnit, standard.Gap),
            MaxRounds = fields.Whole("max-rounds", 1, 1000, new("rounds", "回")) ?? standard.MaxRounds,
            IsCoupled = fields.Flag("coupling", fallback: true),
            IsDemandElastic = fields.Flag("elastic", fallback: true),
            DynamicsUntil = dynamics?.Whole("until", 2011, 2060, Wanted.NoUnit),
            DynamicsStepYears = dynamics?.Whole("step", 1, 10, new("years", "年")) ?? standard.DynamicsStepYears,
            Draws = fields.Whole("draws", 0, 10_000, new("draws", "回")) ?? standard.Draws,
            Seed = fields.Whole("seed", 0, int.MaxValue, Wanted.NoUnit) ?? standard.Seed,
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
                fields.Report("reports", new($"'{word}' is not a report", $"「{word}」という報告書はありません"), NearestName.Cure(word, [.. ReportKinds.ByWord.Keys]));
            else if (!kinds.Contains(kind))
                kinds.Add(kind);
        }

        return kinds;
    }
}
