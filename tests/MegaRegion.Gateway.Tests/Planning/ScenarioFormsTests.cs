using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Contracts.Planning;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Planning;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.V1;
using ScenarioDocument = MegaRegion.V1.ScenarioDocument;
using SolveSettings = MegaRegion.V1.SolveSettings;

namespace MegaRegion.Gateway.Tests.Planning;

public sealed class ScenarioFormsTests
{
    private static string Folder { get; } = FindFolder();

    public static TheoryData<string> Shipped =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Shipped))]
    public async Task A_shipped_scenario_is_the_same_as_a_message(string name)
    {
        var file = Path.Combine(Folder, name + ".yaml");
        var read = ScenarioReader.ReadForm(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).Value.ShouldNotBeNull();
        var message = ScenarioMessages.Of(read);
        var again = ScenarioReader.ReadForm(ScenarioText.Of(message));
        again.Problems.ShouldBeEmpty();
        ScenarioMessages.Of(again.Value!).ShouldBe(message);

        // The id of a run covers everything that figures depend on.
        ScenarioJson.IdOf(again.Value!, null, "").ShouldBe(ScenarioJson.IdOf(read, null, ""));
        message.Name.ShouldBe(name);
    }

    [Fact]
    public void All_twelve_are_shipped() => Shipped.Count.ShouldBe(12);

    [Fact]
    public void Every_scenario_survives_the_way_through_the_text() => Check.QuickThrowOnFailure(Prop.ForAll(GeneratedScenario.Documents.ToArbitrary(), message =>
    {
        var text = ScenarioText.Of(message);
        var read = ScenarioReader.ReadForm(text);
        read.Problems.ShouldBeEmpty(text);
        ScenarioMessages.Of(read.Value!).ShouldBe(message, text);
    }));

    [Fact]
    public void What_is_left_out_takes_the_default_of_the_text()
    {
        var scenario = new ScenarioDocument { Name = "short", Changes = { new ScenarioChange { Maglev = new MaglevChange { ToOsaka = true } } } };
        var text = ScenarioReader.ReadForm("scenario: short\nchanges:\n  - maglev: {to: osaka}\n").Value!;
        ScenarioJson.IdOf(ScenarioReader.ReadForm(ScenarioText.Of(scenario)).Value!, null, "").ShouldBe(ScenarioJson.IdOf(text, null, ""));
    }

    [Fact]
    public void All_problems_of_a_message_are_told_at_once_by_the_path_of_their_field()
    {
        var scenario = new ScenarioDocument
        {
            Name = "Not a slug",
            Baseline = new ScenarioBaseline(),
            Year = 3000,
            Solve = new SolveSettings { Gap = 2, Draws = -1 },
            Reports = { "nonsense" },
            Changes =
            {
                new ScenarioChange { AddLink = new AddLinkChange { Minutes = double.NaN, To = "S:東京" } },
                new ScenarioChange(),
                new ScenarioChange { Event = new EventChange { Place = "jp:13", Visitors = 1e12, FirstDay = "yesterday" } },
                new ScenarioChange { Agreement = new AgreementChange { Place = "jp:13", More = { new LayerPercent { Layer = (Layer)9, Percent = 1 } } } },
                new ScenarioChange { Demand = new DemandChange { Layer = Layer.Goods, Purpose = "fun", Factor = -1 } },
            },
        };
        var fields = ScenarioReader.ReadForm(ScenarioText.Of(scenario)).Problems.Select(problem => problem.Field).Distinct(StringComparer.Ordinal);
        fields.Order(StringComparer.Ordinal).ShouldBe(
            new[]
            {
                "scenario", "baseline.observed", "year", "solve.gap", "solve.draws", "reports",
                "changes[1].add-link.kind", "changes[1].add-link.from", "changes[1].add-link.minutes", "changes[2]",
                "changes[3].event.visitors", "changes[3].event.first-day", "changes[3].event.last-day",
                "changes[4].agreement.9-percent", "changes[4].agreement.partner",
                "changes[5].demand.purpose", "changes[5].demand.factor",
            }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_problem_goes_out_in_both_languages_and_without_Japanese_when_an_older_version_wrote_it()
    {
        var problem = RunMessages.ToWire(new ProblemMessage(3, "year", "expected a year", "Correct it", "年が必要です", "訂正してください"));
        (problem.Line, problem.Field, problem.Expected, problem.Cure).ShouldBe((3, "year", "expected a year", "Correct it"));
        (problem.ExpectedJa, problem.CureJa).ShouldBe(("年が必要です", "訂正してください"));

        var older = RunMessages.ToWire(new ProblemMessage(3, "year", "expected a year", "Correct it"));
        (older.Expected, older.ExpectedJa, older.CureJa).ShouldBe(("expected a year", "", ""));
    }

    [Fact]
    public void A_message_can_ask_for_no_reports_or_for_the_default_ones()
    {
        Reports(new ScenarioDocument { Name = "none", NoReports = true }).ShouldBeEmpty();
        Reports(new ScenarioDocument { Name = "some" }).ShouldNotBeEmpty();

        static IReadOnlyList<ReportKind> Reports(ScenarioDocument scenario) => ScenarioReader.ReadForm(ScenarioSource.Of("", scenario).Text).Value!.Reports;
    }

    [Fact]
    public void A_message_does_not_ask_for_reports_and_for_none() => DetailOf(() =>
        ScenarioSource.Of("", new ScenarioDocument { Name = "both", NoReports = true, Reports = { "zones" } })).Field.ShouldBe("scenario.no_reports");

    [Fact]
    public void Texts_and_messages_have_one_limit_of_bytes()
    {
        const string Head = "scenario: long\nnote: ";
        var longest = Head + new string('大', (ScenarioReader.MaxBytes - Head.Length) / 3);
        longest += new string('a', ScenarioReader.MaxBytes - System.Text.Encoding.UTF8.GetByteCount(longest));
        ScenarioReader.ReadForm(ScenarioSource.Of(longest, null).Text).Problems.ShouldBeEmpty();
        ScenarioReader.ReadForm(longest + "a").Problems.Single().Expected.En.ShouldBe("expected at most 256 kB (262,144 bytes of UTF-8), found 262,145 bytes");
        DetailOf(() => ScenarioSource.Of(longest + "a", null)).Field.ShouldBe("document");
        DetailOf(() => ScenarioSource.Of("", new ScenarioDocument { Name = "long", Note = new string('大', ScenarioReader.MaxBytes / 3) })).Field.ShouldBe("scenario");
    }

    private static ServiceError DetailOf(Action call) => Should.Throw<ServiceErrorException>(call).Error;

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "data", "jp", "scenarios")))
            folder = folder.Parent;
        return Path.Combine(folder.ShouldNotBeNull().FullName, "data", "jp", "scenarios");
    }
}
