using System.CommandLine;
using System.Text.Json;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Tests.Modelling;

/// <summary>The modelling commands, from the command line to standard output and files.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ModellingCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("megaregion-cli-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Assign_reaches_the_published_optimum_and_writes_the_flows()
    {
        var flows = Path.Combine(_folder, "flows.tntp");

        var (code, json) = await RunAsync(AssignCommand.Create(), "assign", "--tntp", Tntp, "--name", "siouxfalls", "--gap", "1e-8", "--threads", "2", "--flows-out", flows, "--json");

        code.ShouldBe(ExitCode.Ok);
        json.GetProperty("objective").GetDouble().ShouldBe(4231335.28710744, 1e-3);
        json.GetProperty("relativeGap").GetDouble().ShouldBeLessThanOrEqualTo(1e-8);
        json.GetProperty("totalTime").GetDouble().ShouldBe(7480225.3449, 10);
        json.GetProperty("secondsWithParsing").GetDouble().ShouldBeGreaterThan(json.GetProperty("seconds").GetDouble());
        (await File.ReadAllLinesAsync(flows, TestContext.Current.CancellationToken)).Length.ShouldBe(77);
    }

    [Fact]
    public async Task Assign_says_by_its_exit_code_that_the_gap_was_not_reached()
    {
        var (code, json) = await RunAsync(AssignCommand.Create(), "assign", "--tntp", Tntp, "--name", "SiouxFalls", "--max-iterations", "2", "--json");

        code.ShouldBe(ExitCode.Difference);
        json.GetProperty("reason").GetString().ShouldBe("iterationLimit");
    }

    [Fact]
    public async Task System_optimum_of_braess_is_the_textbooks()
    {
        var (_, json) = await RunAsync(AssignCommand.Create(), "assign", "--tntp", Tntp, "--name", "Braess", "--principle", "so", "--gap", "1e-10", "--json");

        json.GetProperty("objective").GetDouble().ShouldBe(498, 1e-4);
    }

    [Fact]
    public async Task Skim_of_the_empty_network_adds_up_to_the_reference()
    {
        var output = Path.Combine(_folder, "skim.csv");

        var (code, json) = await RunAsync(SkimCommand.Create(), "skim", "--tntp", Tntp, "--name", "SiouxFalls", "--out", output, "--json");

        code.ShouldBe(ExitCode.Ok);
        json.GetProperty("sum").GetDouble().ShouldBe(6254, 1e-9);
        (await File.ReadAllLinesAsync(output, TestContext.Current.CancellationToken)).Length.ShouldBe(1 + (24 * 24));
    }

    [Fact]
    public async Task Calibrate_finds_the_coefficient_that_made_the_flows()
    {
        var (flows, costs) = (Path.Combine(_folder, "od.csv"), Path.Combine(_folder, "cost.csv"));
        WriteGravity(flows, costs, beta: -0.2);

        var (code, json) = await RunAsync(CalibrateCommand.Create(), "calibrate", "--od", flows, "--cost", costs, "--model", "doubly", "--deterrence", "exp", "--json");

        code.ShouldBe(ExitCode.Ok);
        json.GetProperty("beta").GetDouble().ShouldBe(-0.2, 1e-9);
    }

    [Fact]
    public async Task Balance_repeats_the_reference_case()
    {
        var (code, json) = await RunAsync(BalanceCommand.Create(), "balance", "--lattice", "207", "--beta", "0.1", "--classical", "--json");

        code.ShouldBe(ExitCode.Ok);
        json.GetProperty("passes").GetInt32().ShouldBe(68);
        json.GetProperty("t00").GetDouble().ShouldBe(448.4011562821, 1e-5);
        json.GetProperty("meanCost").GetDouble().ShouldBe(16.421720962821, 1e-6);
    }

    [Fact]
    public async Task Hubs_dynamics_comes_to_the_recorded_state_of_rest()
    {
        var (code, json) = await RunAsync(HubsDynamicsCommand.Create(), "hubs-dynamics", "--lattice", "30", "--alpha", "1.3", "--beta", "0.1", "--times", "1,2", "--json");

        code.ShouldBe(ExitCode.Ok);
        json.GetProperty("living").GetInt32().ShouldBe(9);
        json.GetProperty("effectiveHubs").GetDouble().ShouldBe(8.21117304, 1e-6);
        json.GetProperty("states")[26].GetProperty("size").GetDouble().ShouldBe(498.350647, 1e-5);
        json.GetProperty("trajectory").GetArrayLength().ShouldBe(2);
    }

    [Fact]
    public async Task Decompose_tells_a_cycle_from_a_drain()
    {
        var (cycle, drain) = (Path.Combine(_folder, "cycle.csv"), Path.Combine(_folder, "drain.csv"));
        await File.WriteAllTextAsync(cycle, "origin,destination,flow\na,b,5\nb,c,5\nc,a,5\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(drain, "origin,destination,flow\na,b,5\nb,c,5\na,c,10\n", TestContext.Current.CancellationToken);

        (await RunAsync(DecomposeCommand.Create(), "decompose", "--od", cycle, "--json")).Json.GetProperty("convectionShare").GetDouble().ShouldBe(1, 1e-12);
        (await RunAsync(DecomposeCommand.Create(), "decompose", "--od", drain, "--json")).Json.GetProperty("convectionShare").GetDouble().ShouldBe(0, 1e-12);
    }

    [Fact]
    public async Task Wrong_input_names_file_row_and_field_and_leaves_no_output()
    {
        var flows = Path.Combine(_folder, "bad.csv");
        await File.WriteAllTextAsync(flows, "origin,destination,flow\na,b,5\nb,c,many\n", TestContext.Current.CancellationToken);

        var (code, message) = await FailAsync(DecomposeCommand.Create(), "decompose", "--od", flows, "--json");

        code.ShouldBe(ExitCode.Usage);
        message.ShouldContain($"{flows}: row 3: flow: expected a number, found 'many'");
    }

    [Fact]
    public void An_output_file_is_whole_or_absent()
    {
        var path = Path.Combine(_folder, "out.csv");

        Should.Throw<InvalidOperationException>(() => WholeFile.Write(path, writer =>
        {
            writer.Write("half");
            throw new InvalidOperationException("the kernel failed");
        }));
        Directory.EnumerateFiles(_folder).ShouldBeEmpty();

        WholeFile.Write(path, writer => writer.Write("whole"));
        File.ReadAllText(path).ShouldBe("whole");
        Directory.EnumerateFiles(_folder).Count().ShouldBe(1);
    }

    private static string Tntp
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (!Directory.Exists(Path.Combine(folder.FullName, "data", "tntp")))
                folder = folder.Parent.ShouldNotBeNull();
            return Path.Combine(folder.FullName, "data", "tntp");
        }
    }

    private static void WriteGravity(string flows, string costs, double beta)
    {
        string[] zones = ["a", "b", "c", "d"];
        using var flowText = new StreamWriter(flows);
        using var costText = new StreamWriter(costs);
        flowText.WriteLine("origin,destination,flow");
        costText.WriteLine("origin,destination,cost");
        for (var i = 0; i < zones.Length; i++)
        {
            for (var j = 0; j < zones.Length; j++)
            {
                if (i == j)
                    continue;
                var cost = 1 + (((i * 3) + (j * 5)) % 7);
                flowText.WriteLine(FormattableString.Invariant($"{zones[i]},{zones[j]},{(i + 1) * (5 - j) * 1000 * Math.Exp(beta * cost):R}"));
                costText.WriteLine(FormattableString.Invariant($"{zones[i]},{zones[j]},{cost}"));
            }
        }
    }

    private static async Task<(int Code, JsonElement Json)> RunAsync(Command command, params string[] arguments)
    {
        var standard = Console.Out;
        using var captured = new StringWriter();
        Console.SetOut(captured);
        try
        {
            var code = await Root(command).Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken);
            return (code, JsonDocument.Parse(captured.ToString()).RootElement);
        }
        finally
        {
            Console.SetOut(standard);
        }
    }

    private static async Task<(int Code, string Message)> FailAsync(Command command, params string[] arguments)
    {
        var standard = Console.Error;
        using var captured = new StringWriter();
        Console.SetError(captured);
        try
        {
            return (await Root(command).Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken), captured.ToString());
        }
        finally
        {
            Console.SetError(standard);
        }
    }

    private static RootCommand Root(Command command) => new() { GlobalOptions.Url, GlobalOptions.Json, GlobalOptions.Language, command };
}
