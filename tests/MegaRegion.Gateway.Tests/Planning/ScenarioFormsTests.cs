using FsCheck;
using FsCheck.Fluent;
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
                "changes[3].event.visitors", "changes[3].event.first-day",
                "changes[4].agreement.9-percent", "changes[4].agreement.partner",
                "changes[5].demand.purpose", "changes[5].demand.factor",
            }.Order(StringComparer.Ordinal));
    }

    private static string FindFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "data", "jp", "scenarios")))
            folder = folder.Parent;
        return Path.Combine(folder.ShouldNotBeNull().FullName, "data", "jp", "scenarios");
    }
}
