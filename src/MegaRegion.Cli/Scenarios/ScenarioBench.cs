using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.DataSet;
using MegaRegion.DataSet.Models;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Cli.Scenarios;

/// <summary>The data, the kept runs and the way from a file to a run, for one command.</summary>
internal sealed class ScenarioBench
{
    private const string ShippedFolder = "scenarios";
    private const string Extension = ".yaml";

    private readonly Words _words;
    private readonly Lazy<JapanDataSet> _data;
    private readonly Lazy<ScenarioWorld> _world;

    public ScenarioBench(string? data, string? runs, Words words)
    {
        _words = words;
        Directory = DataSetLocator.Locate(data);
        Store = RunStore.At(runs);
        _data = new Lazy<JapanDataSet>(() => JapanDataSet.Load(Directory));
        _world = new Lazy<ScenarioWorld>(() => ScenarioWorldReader.Read(_data.Value));
    }

    /// <summary>The data directory.</summary>
    public string Directory { get; }

    /// <summary>The data set.</summary>
    public JapanDataSet Data => _data.Value;

    /// <summary>The world.</summary>
    public ScenarioWorld World => _world.Value;

    /// <summary>The kept runs.</summary>
    public RunStore Store { get; }

    /// <summary>Names of the shipped scenarios.</summary>
    public IReadOnlyList<string> Shipped => System.IO.Directory.Exists(Path.Combine(Directory, ShippedFolder))
        ? [.. System.IO.Directory.EnumerateFiles(Path.Combine(Directory, ShippedFolder), "*" + Extension).Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The text of a file or of a shipped scenario.</summary>
    /// <exception cref="CliException">There is neither.</exception>
    public string Text(string fileOrName)
    {
        if (File.Exists(fileOrName))
            return File.ReadAllText(fileOrName);
        if (Shipped.Contains(fileOrName, StringComparer.Ordinal))
            return File.ReadAllText(Path.Combine(Directory, ShippedFolder, fileOrName + Extension));
        throw new CliException(ExitCode.Usage, $"'{fileOrName}' is neither a file nor a shipped scenario. Shipped are: {string.Join(", ", Shipped)}.");
    }

    /// <summary>Reads and checks a document.</summary>
    public Checked<ScenarioDocument> Read(string yaml) => ScenarioReader.Read(yaml, World);

    /// <summary>A sound document.</summary>
    /// <exception cref="CliException">It has problems; all are listed.</exception>
    public ScenarioDocument Sound(string yaml, string source)
    {
        var read = Read(yaml);
        return read.IsSound
            ? read.Value
            : throw new CliException(ExitCode.Usage, _words.Told(source, read.Problems));
    }

    /// <summary>The document of a run baseline, with the changes of its own baselines before its own; null for other baselines.</summary>
    public ScenarioDocument? BaselineOf(ScenarioDocument document, int depth = 0)
    {
        const int MaxDepth = 20;
        if (document.Baseline.Kind != BaselineKind.Run)
            return null;
        if (depth == MaxDepth)
            throw new CliException(ExitCode.Usage, $"The baselines of '{document.Name}' go round in a circle or are more than {MaxDepth}.");
        var kept = Shipped.Contains(document.Baseline.Run, StringComparer.Ordinal)
            ? Text(document.Baseline.Run)
            : Store.TextOf(Store.Get(document.Baseline.Run).Id);
        var baseline = Sound(kept, document.Baseline.Run);
        return BaselineOf(baseline, depth + 1) is { } earlier ? baseline.On(earlier) : baseline;
    }

    /// <summary>Id of the run of a document.</summary>
    public string IdOf(ScenarioDocument document, ScenarioDocument? baseline) =>
        ScenarioJson.IdOf(document, baseline, World.Fingerprint + ScenarioModel.DescriptionOf(YearOf(document, baseline)));

    /// <summary>Estimates the model that a document runs on.</summary>
    public ScenarioModel Calibrate(ScenarioDocument document, ScenarioDocument? baseline) =>
        ModellingInput.Accept(ScenarioModel.Calibrate(World, YearOf(document, baseline)));

    /// <summary>Runs a document on its model.</summary>
    public static ScenarioRun Run(
        ScenarioModel model, ScenarioDocument document, ScenarioDocument? baseline, RunOptions options, CancellationToken stop) =>
        ModellingInput.Accept(ScenarioRunner.Run(model, document, baseline, null, options, stop));

    private static int YearOf(ScenarioDocument document, ScenarioDocument? baseline) =>
        baseline is null ? document.Baseline.ObservedYear : baseline.Baseline.ObservedYear;
}
