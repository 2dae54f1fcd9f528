using System.CommandLine;
using System.Text.Json;
using MegaRegion.Cli.Commands.Modelling.Validation;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Tests.Modelling;

[Collection(ConsoleCollection.Name)]
public sealed class ValidateModelTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("megaregion-validate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_known_result_that_ships_is_found_and_reported()
    {
        var report = Path.Combine(_folder, "validation.md");

        var (code, json) = await RunAsync("--tntp", Repository("data", "tntp"), "--austria", Repository("tests", "MegaRegion.Modelling.Tests", "Data", "austria.csv"), "--report", report);

        code.ShouldBe(ExitCode.Ok);
        json.GetProperty("failed").GetInt32().ShouldBe(0);
        json.GetProperty("passed").GetInt32().ShouldBeGreaterThan(50);
        json.GetProperty("absent").EnumerateArray().Select(name => name.GetString()).Contains("Anaheim", StringComparer.Ordinal).ShouldBeTrue();
        (await File.ReadAllTextAsync(report, TestContext.Current.CancellationToken)).ShouldContain("| 25041143.50997 |");
    }

    [Fact]
    public async Task A_network_that_was_altered_fails()
    {
        foreach (var file in Directory.EnumerateFiles(Repository("data", "tntp"), "SiouxFalls_*"))
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        var net = Path.Combine(_folder, "SiouxFalls_net.tntp");
        var text = await File.ReadAllTextAsync(net, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(net, text.Replace("25900.20064", "25900.3", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        var (code, json) = await RunAsync("--tntp", _folder);

        code.ShouldBe(ExitCode.Difference);
        json.GetProperty("failed").GetInt32().ShouldBeGreaterThan(0);
    }

    private static string Repository(params string[] path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!Directory.Exists(Path.Combine(folder.FullName, "data", "tntp")))
            folder = folder.Parent.ShouldNotBeNull();
        return Path.Combine([folder.FullName, .. path]);
    }

    private static async Task<(int Code, JsonElement Json)> RunAsync(params string[] arguments)
    {
        var standard = Console.Out;
        using var output = new StringWriter();
        Console.SetOut(output);
        try
        {
            var root = new RootCommand { GlobalOptions.Url, GlobalOptions.Json, GlobalOptions.Language, ValidateModelCommand.Create() };
            var code = await root.Parse(["validate-model", .. arguments, "--json"]).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
            return (code, JsonDocument.Parse(output.ToString()).RootElement);
        }
        finally
        {
            Console.SetOut(standard);
        }
    }
}
