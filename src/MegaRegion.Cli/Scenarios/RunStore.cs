using System.Text.Json;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Running;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Cli.Scenarios;

/// <summary>
/// The folder in which runs are kept, by id: <c>ID.yaml</c> is the document and <c>ID.json</c> the result. The id names the
/// content, so a document that has run before is answered from here.
/// </summary>
internal sealed class RunStore(string folder)
{
    private const string DefaultFolder = "megaregion/runs";

    /// <summary>Environment variable that names the folder.</summary>
    public const string EnvironmentVariable = "MEGAREGION_RUNS";

    /// <summary>The folder.</summary>
    public string Folder { get; } = folder;

    /// <summary>The store at a given folder, the environment's, or the user's.</summary>
    public static RunStore At(string? folder)
    {
        var chosen = folder ?? Environment.GetEnvironmentVariable(EnvironmentVariable);
        return new RunStore(!string.IsNullOrEmpty(chosen)
            ? chosen
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), DefaultFolder));
    }

    /// <summary>A kept result; null when there is none, or when another version wrote it in a form that is not read any more.</summary>
    public ScenarioResult? Find(string id)
    {
        var file = ResultFile(id);
        return File.Exists(file) ? TryRead(file) : null;
    }

    /// <summary>A result by id, beginning of an id, or name of the scenario; of several with a name the newest.</summary>
    /// <exception cref="CliException">There is none, or the beginning is not unique.</exception>
    public ScenarioResult Get(string run)
    {
        var all = Files().ToList();
        var byId = all.Where(file => Path.GetFileNameWithoutExtension(file.Name).StartsWith(run, StringComparison.Ordinal)).ToList();
        if (byId.Count > 1)
            throw new CliException(ExitCode.Usage, $"'{run}' begins {byId.Count} runs in {Folder}. Cure: give more of the id.");
        var found = byId.Count == 1 ? TryRead(byId[0].FullName) : all.Select(file => TryRead(file.FullName)).FirstOrDefault(result => result?.Name == run);
        return found ?? throw new CliException(
            ExitCode.Usage, $"No run '{run}' in {Folder}. Cure: run it with 'megaregion scenario run FILE', or see 'megaregion scenario list'.");
    }

    /// <summary>All kept results, newest first.</summary>
    public IEnumerable<ScenarioResult> All() => Files().Select(file => TryRead(file.FullName)).OfType<ScenarioResult>();

    /// <summary>The document of a run.</summary>
    public string TextOf(string id) => File.ReadAllText(Path.Combine(Folder, id + ".yaml"));

    /// <summary>Keeps a run. The document is written first: a result without its document would be of no use.</summary>
    public void Keep(ScenarioResult result, string yaml)
    {
        Directory.CreateDirectory(Folder);
        WholeFile.Write(Path.Combine(Folder, result.Id + ".yaml"), writer => writer.Write(yaml));
        WholeFile.Write(ResultFile(result.Id), writer => writer.Write(System.Text.Encoding.UTF8.GetString(ScenarioJson.Write(result))));
    }

    /// <summary>File of a result.</summary>
    public string ResultFile(string id) => Path.Combine(Folder, id + ".json");

    private IEnumerable<FileInfo> Files() => Directory.Exists(Folder)
        ? new DirectoryInfo(Folder).EnumerateFiles("*.json").OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.Name, StringComparer.Ordinal)
        : [];

    private static ScenarioResult? TryRead(string file)
    {
        try
        {
            return ScenarioJson.Read(File.ReadAllBytes(file));
        }
        catch (JsonException)
        {
            return null; // Not a result, or one of another version: it is run again.
        }
    }
}
