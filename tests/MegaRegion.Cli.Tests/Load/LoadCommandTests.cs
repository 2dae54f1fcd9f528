using System.CommandLine;
using System.Text.Json;
using MegaRegion.Cli.Commands;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;
using MegaRegion.Server;

namespace MegaRegion.Cli.Tests.Load;

/// <summary>Loads of a real server, from the command line to the proof that nothing was lost.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class LoadCommandTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("megaregion-load-").FullName;
    private MegaRegionServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        new RunStore(Path.Combine(_folder, "runs")).Keep(SmallRun.Result, "scenario: small\n");
        _server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = Path.Combine(_folder, "store"),
        });
        await _server.StartAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_load_is_acknowledged_and_the_ledger_shows_every_report_of_it()
    {
        var (code, json, notes) = await LoadAsync("--speed", "60", "--scale", "0.5", "--duration", "2s", "--warm-up", "0.1", "--hubs", "20", "--seed", "4", "--verify");

        code.ShouldBe(ExitCode.Ok, notes);
        var load = json.GetProperty("load");
        var offered = load.GetProperty("offered").GetInt64();
        offered.ShouldBeGreaterThan(500);
        load.GetProperty("acknowledged").GetInt64().ShouldBe(offered);
        load.GetProperty("offeredFlows").GetInt64().ShouldBe(offered * 10);
        load.GetProperty("unacknowledged").GetInt64().ShouldBe(0);
        load.GetProperty("latencyMilliseconds").GetProperty("p50").GetDouble().ShouldBeGreaterThan(0);
        var ledger = json.GetProperty("ledger");
        ledger.GetProperty("found").GetInt64().ShouldBe(offered);
        ledger.GetProperty("flows").GetInt64().ShouldBe(offered * 10);
        ledger.GetProperty("differences").GetInt64().ShouldBe(0);
        var verification = json.GetProperty("verification");
        verification.GetProperty("differences").GetInt64().ShouldBe(0);
        verification.GetProperty("reports").GetInt64().ShouldBe(offered);
        verification.GetProperty("quantityPerLayer").GetProperty("goods").GetInt64().ShouldBe(ledger.GetProperty("quantities").GetProperty("goods").GetInt64());
        verification.GetProperty("quantityPerLayer").GetProperty("people").GetInt64().ShouldBe(ledger.GetProperty("quantities").GetProperty("people").GetInt64());
    }

    [Fact]
    public async Task A_search_ends_at_the_highest_rate_it_may_try_with_both_proofs()
    {
        var (code, json, notes) = await LoadAsync(
            "--find-limit", "--p99", "60000", "--start-rate", "50", "--max-rate", "80", "--step", "0.4s", "--hold", "0.6s", "--warm-up", "0.1s", "--hubs", "5", "--seed", "4");

        code.ShouldBe(ExitCode.Ok, notes);
        json.GetProperty("ended").GetString().ShouldBe("held");
        json.GetProperty("limitReportsPerSecond").GetDouble().ShouldBe(80);
        json.GetProperty("steps").GetArrayLength().ShouldBe(3);
        json.GetProperty("ledger").GetProperty("differences").GetInt64().ShouldBe(0);
        json.GetProperty("verification").GetProperty("differences").GetInt64().ShouldBe(0);
        notes.ShouldContain("holds");
    }

    [Fact]
    public async Task A_load_that_would_reach_into_the_future_is_refused_before_it_begins()
    {
        var (code, _, notes) = await LoadAsync("--from", "2100-01-01T08:00+09:00");
        code.ShouldBe(ExitCode.Usage);
        notes.ShouldContain("--from");
    }

    [Fact]
    public async Task A_target_that_is_not_there_is_named()
    {
        var (code, _, notes) = await LoadAsync("--target", "127.0.0.1:1");
        code.ShouldBe(ExitCode.Unavailable);
        notes.ShouldContain("127.0.0.1:1");
    }

    private async Task<(int Code, JsonElement Json, string Notes)> LoadAsync(params string[] arguments)
    {
        var (output, errors) = (Console.Out, Console.Error);
        using var written = new StringWriter();
        using var notes = new StringWriter();
        try
        {
            Console.SetOut(written);
            Console.SetError(notes);
            var root = new RootCommand { LoadCommand.Create(), GlobalOptions.Json, GlobalOptions.Url, GlobalOptions.Language };
            string[] common = ["load", "--run", "small", "--runs", Path.Combine(_folder, "runs"), "--json", "--lang", "en"];
            string[] target = arguments.Contains("--target", StringComparer.Ordinal) ? [] : ["--target", _server.GrpcAddress.ToString()];
            var code = await root.Parse([.. common, .. target, .. arguments]).InvokeAsync();
            if (written.ToString().Length == 0)
                return (code, default, notes.ToString());
            using var json = JsonDocument.Parse(written.ToString());
            return (code, json.RootElement.Clone(), notes.ToString());
        }
        finally
        {
            Console.SetOut(output);
            Console.SetError(errors);
        }
    }
}
