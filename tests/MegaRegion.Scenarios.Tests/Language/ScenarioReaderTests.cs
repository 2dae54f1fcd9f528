using System.Text.RegularExpressions;
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
        var read = ScenarioReader.Read(UnsoundDocuments.WithManyProblems, ShippedWorld.World);

        read.IsSound.ShouldBeFalse();
        read.Value.ShouldBeNull();
        Has(1, "scenario");
        Has(2, "yeer").Cure.En.ShouldBe("Did you mean 'year'?");
        Has(3, "year");
        Has(5, "changes[1].maglev.to").Cure.En.ShouldBe("Did you mean 'nagoya'?");
        Has(5, "changes[1].maglev.minutes").Expected.En.ShouldContain("from 10 to 300 minutes");
        Has(6, "changes[2].add-link.minutes");
        Has(6, "changes[2].add-link.km").Expected.En.ShouldContain("found nothing");
        Has(6, "changes[2].add-link").Expected.En.ShouldContain("C:99999");
        Has(7, "changes[3]").Cure.En.ShouldBe("Did you mean 'hub'?");
        Has(8, "changes[4].hub.place");
        Has(8, "changes[4].hub.visitors-per-year");
        Has(9, "changes[5].close");
        Has(9, "changes[5].close.first-day");
        Has(10, "changes[6].demand.purpose");
        Has(10, "changes[6].demand.factor");
        Has(11, "solve.gap");
        Has(11, "solve.drawz").Cure.En.ShouldBe("Did you mean 'draws'?");
        Has(12, "reports").Cure.En.ShouldBe("Did you mean 'zones'?");
        read.Problems.Select(problem => problem.Line).ShouldBeInOrder();

        ScenarioProblem Has(int line, string field) =>
            read.Problems.FirstOrDefault(problem => problem.Line == line && string.Equals(problem.Field, field, StringComparison.Ordinal))
                .ShouldNotBeNull($"line {line} {field} in {string.Join(Environment.NewLine, read.Problems)}");
    }

    [Theory]
    [MemberData(nameof(UnsoundDocuments.WrongDays), MemberType = typeof(UnsoundDocuments))]
    public void A_wrong_or_missing_day_is_one_problem(string yaml, string field) =>
        ScenarioReader.Read(yaml, ShippedWorld.World).Problems.Single().Field.ShouldBe(field);

    [Theory]
    [MemberData(nameof(UnsoundDocuments.NoScenarios), MemberType = typeof(UnsoundDocuments))]
    public void What_is_no_scenario_is_a_problem_and_never_an_exception(string yaml)
    {
        ScenarioReader.Read(yaml, ShippedWorld.World).Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public void Every_problem_is_told_in_both_languages_with_the_same_figures()
    {
        var problems = UnsoundDocuments.All.SelectMany(yaml => ScenarioReader.Read(yaml, ShippedWorld.World).Problems).ToList();
        problems.Count.ShouldBeGreaterThan(60);
        foreach (var text in problems.SelectMany(problem => new[] { problem.Expected, problem.Cure }))
        {
            text.En.ShouldNotBeEmpty();
            text.Ja.ShouldMatch(@"[\p{IsHiragana}\p{IsKatakana}]", text.En);
            foreach (Match figure in Regex.Matches(text.En, "[0-9]+", RegexOptions.None, TimeSpan.FromSeconds(1)))
                text.Ja.ShouldContain(figure.Value, Case.Sensitive, text.En);
        }
    }

    [Fact]
    public void A_problem_on_one_line_ends_as_a_sentence_does()
    {
        var told = ScenarioReader.Read("scenario: a\nyeer: 2030\nyear: 1900\n", ShippedWorld.World).Problems.Select(problem => problem.Told).ToList();

        told[0].ShouldBe(new Bilingual(
            "line 2: yeer: 'yeer' is not a field here. Did you mean 'year'?",
            "2 行目: yeer: 「yeer」という項目はここにはありません。「year」のことですか？"));
        told[1].ShouldBe(new Bilingual(
            "line 3: year: expected a whole number from 2005 to 2060, found '1900'. Correct the figure.",
            "3 行目: year: 2005 から 2060 までの整数が必要ですが、「1900」が書かれています。数値を訂正してください。"));
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
