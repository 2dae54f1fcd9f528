using System.Text.Json;

namespace MegaRegion.EndToEnd.Tests;

public sealed class ScenarioTests
{
    private const string Document = """
        scenario: my-idea
        changes:
          - maglev: {to: nagoya, minutes: 42}
        reports: [regions]
        """;

    [Fact]
    public async Task A_scenario_run_on_the_server_is_kept_here_and_equals_one_run_here()
    {
        using var folder = new StoreFolder();
        var file = folder.File("my-idea.yaml");
        await File.WriteAllTextAsync(file, Document, TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.StartAsync(folder.File("store"));

        var there = (await CommandLine.RunAsync("scenario", "run", file, "--on-server", "--url", server.Grpc, "--runs", folder.File("there"), "--json")).Json();
        var here = (await CommandLine.RunAsync("scenario", "run", file, "--runs", folder.File("here"), "--json")).Json();
        var listed = (await CommandLine.RunAsync("scenario", "list", "--on-server", "--url", server.Grpc, "--json")).Json();

        var id = there.GetProperty("id").GetString()!;
        here.GetProperty("id").GetString().ShouldBe(id);
        (await ReadAsync(here)).ShouldBe(await ReadAsync(there));
        listed.EnumerateArray().Single().GetProperty("status").GetString().ShouldBe("done");
        (await CompareAsync("--on-server", "--url", server.Grpc)).ShouldBe(await CompareAsync("--runs", folder.File("here")));
        var gone = (await CommandLine.RunAsync("scenario", "cancel", id, "--delete", "--url", server.Grpc, "--json")).Json();
        gone.GetProperty("status").GetString().ShouldBe("deleted");

        async Task<string> CompareAsync(params string[] where) =>
            (await CommandLine.RunAsync(["scenario", "compare", "my-idea", id, "--json", .. where])).Json().GetRawText();
    }

    [Fact]
    public async Task A_scenario_with_problems_is_refused_by_the_server_with_all_of_them()
    {
        using var folder = new StoreFolder();
        var file = folder.File("wrong.yaml");
        await File.WriteAllTextAsync(file, Document.Replace("nagoya", "mars", StringComparison.Ordinal).Replace("[regions]", "[nonsense]", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await using var server = await ServeProcess.StartAsync(folder.File("store"));
        var refused = await CommandLine.RunAsync("scenario", "run", file, "--on-server", "--url", server.Grpc);
        refused.ExitCode.ShouldBe(2);
        refused.Errors.ShouldContain("line 3");
        refused.Errors.ShouldContain("line 4");
    }

    private static Task<byte[]> ReadAsync(JsonElement run) =>
        File.ReadAllBytesAsync(run.GetProperty("file").GetString()!, TestContext.Current.CancellationToken);
}
