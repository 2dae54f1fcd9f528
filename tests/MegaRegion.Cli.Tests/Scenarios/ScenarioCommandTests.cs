using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MegaRegion.Cli.Commands;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Tests.Scenarios;

/// <summary>The scenario commands, from the command line to standard output and files.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ScenarioCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("megaregion-scenario-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_new_scenario_runs_is_kept_shown_compared_and_exported()
    {
        var file = Path.Combine(_folder, "my-idea.yaml");
        (await RunAsync("new", file, "--json")).Code.ShouldBe(ExitCode.Ok);
        (await RunAsync("check", file, "--json")).Json.GetProperty("isSound").GetBoolean().ShouldBeTrue();
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("draws: 100", "draws: 6", StringComparison.Ordinal));

        var (code, run) = await RunAsync("run", file, "--threads", "2", "--json");

        code.ShouldBe(ExitCode.Ok);
        run.GetProperty("isCached").GetBoolean().ShouldBeFalse();
        run.GetProperty("relativeGap").GetDouble().ShouldBeLessThanOrEqualTo(1e-6);
        run.GetProperty("couplingResidual").GetDouble().ShouldBeLessThan(1e-12);
        run.GetProperty("seconds").GetDouble().ShouldBeGreaterThan(0);
        var rail = run.GetProperty("headline").EnumerateArray().Single(figure => figure.GetProperty("key").GetString() is "people.rail");
        rail.GetProperty("change").GetDouble().ShouldBeInRange(rail.GetProperty("low").GetDouble(), rail.GetProperty("high").GetDouble());
        rail.GetProperty("label").GetString().ShouldBe("modelled");
        var id = run.GetProperty("id").GetString()!;
        var kept = await File.ReadAllBytesAsync(run.GetProperty("file").GetString()!);

        (await RunAsync("run", file, "--json")).Json.GetProperty("isCached").GetBoolean().ShouldBeTrue();
        (await RunAsync("run", file, "--again", "--json")).Json.GetProperty("id").GetString().ShouldBe(id);
        (await File.ReadAllBytesAsync(run.GetProperty("file").GetString()!)).ShouldBe(kept, "the same document gives the same bytes");

        (await RunAsync("list", "--json")).Json.GetProperty("runs").EnumerateArray().Single().GetProperty("id").GetString().ShouldBe(id);
        (await RunAsync("show", id[..6], "--table", "zones", "--json")).Json[0].GetProperty("rows").GetArrayLength().ShouldBe(50);
        (await RunAsync("compare", id, "my-idea", "--json")).Json.GetProperty("explanation").GetProperty("rows").GetArrayLength().ShouldBe(0);
        await ExportsAsync(id);
    }

    [Fact]
    public async Task Problems_are_all_listed_and_nothing_runs()
    {
        var file = Path.Combine(_folder, "bad.yaml");
        await File.WriteAllTextAsync(file, "scenario: bad\nchanges:\n  - maglev: {to: mars}\nsolve: {gapp: 1}\n");

        var (code, json) = await RunAsync("check", file, "--json");

        code.ShouldBe(ExitCode.Usage);
        json.GetProperty("problems").EnumerateArray().Select(problem => problem.GetProperty("line").GetInt32()).ShouldBe([3, 4]);
        (await InvokeAsync("run", file, "--json")).Code.ShouldBe(ExitCode.Usage);
        Directory.Exists(Path.Combine(_folder, "runs")).ShouldBeFalse();
    }

    [Fact]
    public async Task Problems_are_told_in_the_language_of_the_user()
    {
        const string Japanese = "「gapp」という項目はここにはありません";
        const string English = "'gapp' is not a field here";
        var file = Path.Combine(_folder, "bad.yaml");
        await File.WriteAllTextAsync(file, "scenario: bad\nsolve: {gapp: 1}\n");

        var run = await InvokeAsync("run", file, "--lang", "ja");
        run.Code.ShouldBe(ExitCode.Usage);
        run.Text.ShouldContain($"2 行目: solve.gapp: {Japanese}。「gap」のことですか？");
        run.Text.ShouldNotContain(English);
        (await InvokeAsync("run", file, "--lang", "en")).Text.ShouldContain($"line 2: solve.gapp: {English}. Did you mean 'gap'?");

        var problem = (await RunAsync("check", file, "--json")).Json.GetProperty("problems")[0];
        problem.GetProperty("expected").GetString().ShouldBe(English);
        problem.GetProperty("expectedJa").GetString().ShouldBe(Japanese);
        problem.GetProperty("cure").GetString().ShouldBe("Did you mean 'gap'?");
        problem.GetProperty("cureJa").GetString().ShouldBe("「gap」のことですか？");
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_told_with_its_cure()
    {
        var (code, text) = await InvokeAsync("show", "nothing");

        code.ShouldBe(ExitCode.Usage);
        text.ShouldContain("megaregion scenario run");
    }

    private async Task ExportsAsync(string id)
    {
        var (csv, tntp) = (Path.Combine(_folder, "csv"), Path.Combine(_folder, "tntp"));
        await RunAsync("export", id, "--format", "csv", "--out", csv, "--json");
        (await File.ReadAllLinesAsync(Path.Combine(csv, "zones.csv"))).Length.ShouldBe(51);
        (await File.ReadAllTextAsync(Path.Combine(csv, "headline.csv"))).ShouldContain("people.rail");

        var geojson = Path.Combine(_folder, "map.geojson");
        await RunAsync("export", id, "--format", "geojson", "--out", geojson, "--json");
        using var map = JsonDocument.Parse(await File.ReadAllTextAsync(geojson));
        map.RootElement.GetProperty("features").EnumerateArray().Count(feature => feature.GetProperty("properties").GetProperty("feature").GetString() is "zone").ShouldBe(50);

        var html = Path.Combine(_folder, "report.html");
        await RunAsync("export", id, "--format", "html", "--out", html, "--json");
        var page = await File.ReadAllTextAsync(html);
        page.ShouldContain("<svg");
        page.ShouldContain("主要指標");
        page.ShouldNotContain("http", Case.Sensitive, "the page needs nothing else");
        page.ShouldNotContain("NaN");

        await RunAsync("export", id, "--format", "tntp", "--out", tntp, "--json");
        Directory.GetFiles(tntp).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["my-idea_flow.tntp", "my-idea_net.tntp", "my-idea_trips.tntp"]);
        await ExportsGmnsAsync(id, tntp);
    }

    // Zones that TNTP leaves open to through traffic are centroids with connectors in GMNS; what one pays between them is equal.
    private async Task ExportsGmnsAsync(string id, string tntp)
    {
        var gmns = Path.Combine(_folder, "gmns");
        await RunAsync("export", id, "--format", "gmns", "--out", gmns, "--json");
        string[] weights = ["--toll-weight", "1", "--distance-weight", "0"];
        var (one, other) = (await SkimAsync(["--tntp", tntp, "--name", "my-idea", .. weights]), await SkimAsync(["--gmns", gmns, .. weights]));
        other.GetProperty("zones").GetInt32().ShouldBe(one.GetProperty("zones").GetInt32());
        other.GetProperty("unreachablePairs").GetInt32().ShouldBe(one.GetProperty("unreachablePairs").GetInt32());
        var sum = one.GetProperty("sum").GetDouble();
        other.GetProperty("sum").GetDouble().ShouldBe(sum, 1e-9 * sum);

        var zones = await File.ReadAllLinesAsync(Path.Combine(gmns, "zone.csv"));
        zones.Length.ShouldBe(one.GetProperty("zones").GetInt32() + 1);
        var flows = await File.ReadAllLinesAsync(Path.Combine(gmns, "link_performance.csv"));
        var links = await File.ReadAllLinesAsync(Path.Combine(gmns, "link.csv"));
        flows[0].ShouldBe("link_id,from_node_id,to_node_id,volume,travel_time");
        flows.Length.ShouldBeInRange(2, links.Length - 1, "links that only join a zone carry no flow of their own");
        flows.Skip(1).Sum(line => double.Parse(line.Split(',')[3], CultureInfo.InvariantCulture)).ShouldBeGreaterThan(1e6);
    }

    private static async Task<JsonElement> SkimAsync(params string[] arguments)
    {
        var (_, text) = await InvokeRootAsync(new RootCommand { SkimCommand.Create(), GlobalOptions.Json, GlobalOptions.Url, GlobalOptions.Language }, ["skim", .. arguments, "--json"]);
        using var json = JsonDocument.Parse(text);
        return json.RootElement.Clone();
    }

    private async Task<(int Code, JsonElement Json)> RunAsync(params string[] arguments)
    {
        var (code, text) = await InvokeAsync(arguments);
        using var json = JsonDocument.Parse(text);
        return (code, json.RootElement.Clone());
    }

    private Task<(int Code, string Text)> InvokeAsync(params string[] arguments) => InvokeRootAsync(
        new RootCommand { ScenarioCommand.Create(), GlobalOptions.Json, GlobalOptions.Url, GlobalOptions.Language },
        ["scenario", .. arguments, .. arguments[0] is "new" ? Array.Empty<string>() : ["--runs", Path.Combine(_folder, "runs")]]);

    private static async Task<(int Code, string Text)> InvokeRootAsync(RootCommand root, string[] arguments)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var written = new StringWriter();
        try
        {
            Console.SetOut(written);
            Console.SetError(written);
            var code = await root.Parse(arguments).InvokeAsync();
            return (code, written.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
