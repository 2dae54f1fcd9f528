using MegaRegion.DataSet;
using MegaRegion.DataSet.Models;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Tests.Running;

/// <summary>The shipped world, model and scenarios, made once for all tests.</summary>
internal static class ShippedWorld
{
    private static readonly Lazy<ScenarioWorld> Read = new(() => ScenarioWorldReader.Read(JapanDataSet.Load(DataSetLocator.Locate())));
    private static readonly Lazy<ScenarioModel> Calibrated = new(() => ScenarioModel.Calibrate(Read.Value).Value);

    public static ScenarioWorld World => Read.Value;

    public static ScenarioModel Model => Calibrated.Value;

    /// <summary>A shipped scenario.</summary>
    public static ScenarioDocument Document(string name) =>
        Parse(File.ReadAllText(Path.Combine(DataSetLocator.Locate(), "scenarios", name + ".yaml")));

    /// <summary>A sound document from text.</summary>
    public static ScenarioDocument Parse(string yaml)
    {
        var read = ScenarioReader.Read(yaml, World);
        read.Problems.ShouldBeEmpty();
        return read.Value!;
    }

    /// <summary>A document with changes given as YAML list items; no draws, so that tests are quick.</summary>
    public static ScenarioDocument With(string changes, string reports = "regions", string more = "") =>
        Parse($"scenario: test\nchanges:\n{changes}\nreports: [{reports}]\nsolve: {{draws: 0{more}}}\n");

    public static ScenarioRun Run(ScenarioDocument document, RunOptions? options = null) => ScenarioRunner.Run(Model, document, options: options).Value;
}
