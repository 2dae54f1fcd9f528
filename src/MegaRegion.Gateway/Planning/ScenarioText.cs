using System.Globalization;
using MegaRegion.V1;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MegaRegion.Gateway.Planning;

/// <summary>
/// A scenario that came as a message, as the YAML that says the same. What checks, keeps and runs scenarios knows one form, so
/// both have the same rules, problems and runs. Nothing is checked here: a value that is wrong is written as it is.
/// </summary>
internal static class ScenarioText
{
    /// <summary>The YAML.</summary>
    public static string Of(ScenarioDocument scenario)
    {
        var root = new YamlFields()
            .Text("scenario", scenario.Name)
            .Map("title", new YamlFields().Text("en", scenario.TitleEn).Text("ja", scenario.TitleJa))
            .Text("note", scenario.Note)
            .NumberOrDefault("year", scenario.Year)
            .Items("changes", scenario.Changes.Select(ChangeText.Of))
            .Texts("reports", scenario.Reports, always: scenario.NoReports);
        if (scenario.Baseline is { } baseline)
            root.Map("baseline", Baseline(baseline), always: true);
        if (scenario.Solve is { } solve)
            root.Map("solve", Solve(solve));
        using var writer = new StringWriter(CultureInfo.InvariantCulture);
        new YamlStream(new YamlDocument(root.Node)).Save(new Emitter(writer), assignAnchors: false);
        return writer.ToString();
    }

    private static YamlFields Baseline(ScenarioBaseline baseline) => baseline.KindCase switch
    {
        ScenarioBaseline.KindOneofCase.ObservedYear => new YamlFields().Number("observed", baseline.ObservedYear),
        ScenarioBaseline.KindOneofCase.Run => new YamlFields().Text("run", baseline.Run),
        ScenarioBaseline.KindOneofCase.Live => new YamlFields().Map(
            "live", new YamlFields().Text("from", baseline.Live.FromDay).Text("until", baseline.Live.UntilDay), always: true),
        _ => new YamlFields(),
    };

    private static YamlFields Solve(SolveSettings solve) => new YamlFields()
        .NumberOrDefault("gap", solve.Gap)
        .NumberOrDefault("max-rounds", solve.MaxRounds)
        .Flag("coupling", !solve.Uncoupled, standard: true)
        .Flag("elastic", !solve.Inelastic, standard: true)
        .NumberIf(solve.HasDraws, "draws", solve.Draws)
        .NumberIf(solve.HasSeed, "seed", solve.Seed)
        .Map("dynamics", new YamlFields().NumberOrDefault("until", solve.DynamicsUntil).NumberOrDefault("step", solve.DynamicsStepYears));
}
