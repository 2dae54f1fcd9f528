using MegaRegion.DataSet;
using MegaRegion.Domain.Flows;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Tests.Running;

namespace MegaRegion.Scenarios.Tests.Language;

public sealed class ScenarioReaderTests
{
    [Fact]
    public void Every_shipped_scenario_is_sound_and_has_a_page()
    {
        var scenarios = Directory.GetFiles(Path.Combine(DataSetLocator.Locate(), "scenarios"), "*.yaml");
        scenarios.Length.ShouldBe(12);
        foreach (var file in scenarios)
        {
            var read = ScenarioReader.Read(File.ReadAllText(file), ShippedWorld.World);
            read.Problems.ShouldBeEmpty(file);
            read.Value!.Name.ShouldBe(Path.GetFileNameWithoutExtension(file));
            var page = Path.Combine(DataSetLocator.Locate(), "../../docs/modelling/scenarios", read.Value.Name + ".md");
            File.ReadAllText(page).ShouldContain("Assumed", Case.Sensitive, file);
        }
    }

    [Fact]
    public void All_problems_of_a_document_are_told_at_once_with_line_field_and_cure()
    {
        var read = ScenarioReader.Read(
            """
            scenario: Bad Name
            yeer: 2030
            year: 1900
            changes:
              - maglev: {to: nagoja, minutes: 4}
              - add-link: {kind: road, from: "C:06203", to: "C:99999", minutes: fast}
              - hubb: {place: "jp:06203"}
              - hub: {place: "jp:0620"}
              - close: {kind: shinkansen, from: "S:東京", to: "S:旭川"}
              - demand: {layer: goods, purpose: business}
            solve: {gap: 5, drawz: 3}
            reports: [zones, zoness]
            """,
            ShippedWorld.World);

        read.IsSound.ShouldBeFalse();
        read.Value.ShouldBeNull();
        Has(1, "scenario");
        Has(2, "yeer").Cure.ShouldBe("Did you mean 'year'?");
        Has(3, "year");
        Has(5, "changes[1].maglev.to").Cure.ShouldBe("Did you mean 'nagoya'?");
        Has(5, "changes[1].maglev.minutes").Expected.ShouldContain("from 10 to 300 minutes");
        Has(6, "changes[2].add-link.minutes");
        Has(6, "changes[2].add-link.km").Expected.ShouldContain("found nothing");
        Has(6, "changes[2].add-link").Expected.ShouldContain("C:99999");
        Has(7, "changes[3]").Cure.ShouldBe("Did you mean 'hub'?");
        Has(8, "changes[4].hub.place");
        Has(8, "changes[4].hub.visitors-per-year");
        Has(9, "changes[5].close");
        Has(9, "changes[5].close.first-day");
        Has(10, "changes[6].demand.purpose");
        Has(10, "changes[6].demand.factor");
        Has(11, "solve.gap");
        Has(11, "solve.drawz").Cure.ShouldBe("Did you mean 'draws'?");
        Has(12, "reports").Cure.ShouldBe("Did you mean 'zones'?");
        read.Problems.Select(problem => problem.Line).ShouldBeInOrder();

        ScenarioProblem Has(int line, string field) =>
            read.Problems.FirstOrDefault(problem => problem.Line == line && string.Equals(problem.Field, field, StringComparison.Ordinal))
                .ShouldNotBeNull($"line {line} {field} in {string.Join(Environment.NewLine, read.Problems)}");
    }

    [Theory]
    [InlineData("changes: [{event: {place: 'jp:27', visitors: 1, first-day: yesterday, last-day: 2025-04-02}}]", "changes[1].event.first-day")]
    [InlineData("changes: [{event: {place: 'jp:27', visitors: 1, first-day: 2025-04-01, last-day: 2025-13-01}}]", "changes[1].event.last-day")]
    [InlineData("changes: [{event: {place: 'jp:27', visitors: 1, first-day: 2025-04-01}}]", "changes[1].event.last-day")]
    [InlineData("changes: [{event: {place: 'jp:27', visitors: 1}}]", "changes[1].event.first-day")]
    [InlineData("baseline: {live: {from: yesterday, until: 2025-04-02}}", "baseline.live.from")]
    [InlineData("baseline: {live: {until: 2025-04-02}}", "baseline.live.until")]
    public void A_wrong_or_missing_day_is_one_problem(string line, string field) =>
        ScenarioReader.Read("scenario: a\n" + line, ShippedWorld.World).Problems.Single().Field.ShouldBe(field);

    [Theory]
    [InlineData("")]
    [InlineData("- a list")]
    [InlineData("scenario: [unclosed")]
    [InlineData("scenario: a\n---\nscenario: b")]
    [InlineData("scenario: a\nchanges: {maglev: {to: nagoya}}")]
    [InlineData("scenario: a\nbaseline: {observed: 2010, run: b}")]
    [InlineData("scenario: a\nbaseline: {live: {from: 2026-02-01, until: 2026-01-01}}")]
    [InlineData("scenario: a\nreports: [dynamics]")]
    public void What_is_no_scenario_is_a_problem_and_never_an_exception(string yaml)
    {
        ScenarioReader.Read(yaml, ShippedWorld.World).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_field_of_a_document_is_read()
    {
        var document = ShippedWorld.Parse(
            """
            scenario: all-fields
            title: {en: A, ja: あ}
            note: why
            baseline: {run: maglev-nagoya}
            year: 2040
            changes:
              - agreement: {name: pact, place: "jp:06", partner: "jp:13", goods-percent: 3, yen-per-trip: 500}
              - demand: {purpose: tourism, place: "region:tohoku", end: to, factor: 1.2}
            solve: {gap: 1.0e-4, max-rounds: 7, coupling: off, elastic: false, draws: 5, seed: 9, dynamics: {until: 2040, step: 10}}
            reports: [dynamics, links]
            """);

        document.Baseline.ShouldBe(new BaselineReference(BaselineKind.Run, Run: "maglev-nagoya"));
        document.Solve.ShouldBe(new SolveSettings { Gap = 1e-4, MaxRounds = 7, IsCoupled = false, IsDemandElastic = false, Draws = 5, Seed = 9, DynamicsUntil = 2040, DynamicsStepYears = 10 });
        document.Reports.ShouldBe([ReportKind.Dynamics, ReportKind.Links]);
        var agreement = document.Changes[0].ShouldBeOfType<AgreeBetween>();
        (agreement.Name, agreement.Line, agreement.YenPerTrip, agreement.Percent[Layer.Goods]).ShouldBe(("pact", 7, 500, 3));
        document.Changes[1].ShouldBeOfType<ScaleDemand>().ShouldBe(new ScaleDemand { Layer = Layer.People, Purpose = "tourism", Place = "region:tohoku", End = FlowEnd.To, Factor = 1.2, Line = 8 });
    }

    [Fact]
    public void The_id_of_a_run_depends_on_content_and_not_on_layout()
    {
        var plain = ShippedWorld.Parse("scenario: a\nchanges:\n  - maglev: {to: nagoya}\n");
        var laid = ShippedWorld.Parse("# remark\nscenario: a\n\nchanges:\n\n  - maglev:\n      to: nagoya\n");
        var other = ShippedWorld.Parse("scenario: a\nchanges:\n  - maglev: {to: nagoya, minutes: 41}\n");

        ScenarioJson.IdOf(laid, null, "data").ShouldBe(ScenarioJson.IdOf(plain, null, "data"));
        ScenarioJson.IdOf(other, null, "data").ShouldNotBe(ScenarioJson.IdOf(plain, null, "data"), StringComparer.Ordinal);
        ScenarioJson.IdOf(plain, null, "other data").ShouldNotBe(ScenarioJson.IdOf(plain, null, "data"), StringComparer.Ordinal);
        ScenarioJson.IdOf(plain, other, "data").ShouldNotBe(ScenarioJson.IdOf(plain, null, "data"), StringComparer.Ordinal);
    }

    [Fact]
    public void Flights_without_a_known_frequency_need_one_before_they_can_be_doubled()
    {
        var read = ScenarioReader.Read("scenario: a\nchanges:\n  - change-links: {kind: air, at: \"A:SYO\", frequency-factor: 2}\n", ShippedWorld.World);
        read.Problems.Single().Field.ShouldBe("changes[1].change-links.per-day-before");
    }
}
