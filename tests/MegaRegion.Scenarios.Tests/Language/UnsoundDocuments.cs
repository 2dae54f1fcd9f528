using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Tests.Language;

/// <summary>Documents that have problems, together every kind of problem that reading finds.</summary>
public static class UnsoundDocuments
{
    /// <summary>Many problems in one document.</summary>
    public const string WithManyProblems =
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
        """;

    /// <summary>Documents with one problem, and the field that has it.</summary>
    public static TheoryData<string, string> WrongDays { get; } = new()
    {
        { "scenario: a\nchanges: [{event: {place: 'jp:27', visitors: 1, first-day: yesterday, last-day: 2025-04-02}}]", "changes[1].event.first-day" },
        { "scenario: a\nchanges: [{event: {place: 'jp:27', visitors: 1, first-day: 2025-04-01, last-day: 2025-13-01}}]", "changes[1].event.last-day" },
        { "scenario: a\nchanges: [{event: {place: 'jp:27', visitors: 1, first-day: 2025-04-01}}]", "changes[1].event.last-day" },
        { "scenario: a\nchanges: [{event: {place: 'jp:27', visitors: 1}}]", "changes[1].event.first-day" },
        { "scenario: a\nbaseline: {live: {from: yesterday, until: 2025-04-02}}", "baseline.live.from" },
        { "scenario: a\nbaseline: {live: {until: 2025-04-02}}", "baseline.live.until" },
    };

    /// <summary>What is not even a scenario, or contradicts itself.</summary>
    public static TheoryData<string> NoScenarios { get; } =
    [
        "",
        "- a list",
        "scenario: [unclosed",
        "scenario: a\n---\nscenario: b",
        "scenario: a\nchanges: {maglev: {to: nagoya}}",
        "scenario: a\nbaseline: {observed: 2010, run: b}",
        "scenario: a\nbaseline: {live: {from: 2026-02-01, until: 2026-01-01}}",
        "scenario: a\nreports: [dynamics]",
    ];

    /// <summary>All of them, and one document for each problem that they do not have.</summary>
    public static IEnumerable<string> All =>
    [
        WithManyProblems,
        .. WrongDays.Select(row => row.Data.Item1),
        .. NoScenarios.Select(row => row.Data),
        new string('#', ScenarioReader.MaxBytes + 1),
        "scenario: a\nchanges:\n" + string.Concat(Enumerable.Repeat("  - maglev: {to: nagoya}\n", ScenarioCheck.MaxChanges + 1)),
        "title: [a, b]\nnote: {a: b}\nbaseline: {observed: 2007}\nreports: {zones: yes}",
        "scenario: a\nbaseline: {live: {from: 2026-02-01}}\nsolve: {coupling: maybe, draws: many, dynamics: 2040}",
        .. Changes.Select(change => $"scenario: a\nchanges:\n  - {change}\n"),
    ];

    private static string[] Changes =>
    [
        "maglev",
        "maglev: {}",
        "zzzzzzzzzzzz: {}",
        "add-link: {}",
        "add-link: {kind: road, from: \"C:06203\", to: \"C:06203\", minutes: 1, km: 1, both-ways: perhaps, per-day: 0, seats-per-day: 0}",
        "remove-links: {}",
        "remove-links: {from: {a: b}}",
        "close: {kind: air, first-day: 2025-04-02, last-day: 2025-04-01}",
        "change-links: {kind: rail}",
        "change-links: {kind: air, at: \"A:SYO\", frequency-factor: 2}",
        "hub: {}",
        "demand: {end: [], factor: 2}",
        "facility: {place: \"jp:06\"}",
        "designate: {place: [a], visits-percent: 5000}",
        "agreement: {place: \"jp:06\", goods-percent: -100, yen-per-trip: 1.0e9}",
        "population: {}",
        "population: {year: 1999}",
        "demand: {purpose: fun, end: middle, factor: -1}",
        "event: {place: \"nowhere at all\", visitors: none, first-day: 2025-04-01, last-day: 2025-04-02}",
        "jobs: {place: \"jp:06\", trips-per-job: 900, yen-per-job: -1}",
        "bases: {place: \"jp:06\", km-per-hour: 0, wait-minutes: 999}",
        "bases: {place: \"jp:06\", bases: 0}",
    ];
}
