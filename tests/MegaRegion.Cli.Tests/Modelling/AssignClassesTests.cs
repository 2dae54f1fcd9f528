using System.CommandLine;
using System.Text.Json;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Tests.Modelling;

/// <summary>
/// Travel classes on two roads with times 10 + x and 15 + x, the first with a toll of 7. 8 cars do not mind the toll; 6 lorries,
/// each of two cars, pay it in full: x₁ = 9 of which 8 are the cars, so half a lorry, and x₂ = 11.
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed class AssignClassesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("megaregion-classes-").FullName;

    public AssignClassesTests()
    {
        Write("Roads_net.tntp", """
            <NUMBER OF ZONES> 2
            <NUMBER OF NODES> 2
            <FIRST THRU NODE> 1
            <NUMBER OF LINKS> 2
            <END OF METADATA>
            1 2 10 3 10 1 1 0 7 1 ;
            1 2 15 4 15 1 1 0 0 2 ;
            """);
        Write("cars.tntp", "<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 8\n<END OF METADATA>\nOrigin 1\n2 : 8;\n");
        Write("lorries.csv", "o_zone_id,d_zone_id,volume\n1,2,6\n");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Classes_share_the_roads_and_weigh_the_toll_themselves()
    {
        Write("classes.csv", "class,trips,toll_weight,car_equivalents\ncar,cars.tntp,0,\nlorry,lorries.csv,1,2\n");
        var flows = Path.Combine(_folder, "flows.tntp");

        var (code, json, _) = await RunAsync("--gap", "1e-10", "--flows-out", flows, "--json");

        code.ShouldBe(ExitCode.Ok);
        var classes = JsonDocument.Parse(json).RootElement.GetProperty("classes");
        classes[0].GetProperty("totalTime").GetDouble().ShouldBe(8 * 19, 1e-6);
        classes[1].GetProperty("assignedTrips").GetDouble().ShouldBe(6);
        classes[1].GetProperty("totalTime").GetDouble().ShouldBe(6 * 26, 1e-6);
        classes[1].GetProperty("totalLength").GetDouble().ShouldBe((0.5 * 3) + (5.5 * 4), 1e-6);
        var lines = await File.ReadAllLinesAsync(flows, TestContext.Current.CancellationToken);
        lines[0].Split('\t', StringSplitOptions.TrimEntries).ShouldBe(["From", "To", "Volume", "Cost", "Volume_car", "Volume_lorry"]);
        Numbers(lines[1]).ShouldBe([1, 2, 9, 19, 8, 0.5], 1e-6);
        Numbers(lines[2]).ShouldBe([1, 2, 11, 26, 0, 5.5], 1e-6);
    }

    [Fact]
    public async Task A_link_type_can_be_closed_to_a_class()
    {
        Write("classes.csv", "class,trips,closed_link_types\ncar,cars.tntp,\nlorry,lorries.csv,1\n");
        var flows = Path.Combine(_folder, "flows.tntp");

        (await RunAsync("--flows-out", flows, "--json")).Code.ShouldBe(ExitCode.Ok);

        Numbers((await File.ReadAllLinesAsync(flows, TestContext.Current.CancellationToken))[1])[5].ShouldBe(0);
    }

    [Theory]
    [InlineData("class,trips\ncar,cars.tntp\ncar,lorries.csv\n", "row 3: class: the class car stands twice")]
    [InlineData("class,trips,tol_weight\ncar,cars.tntp,1\n", "row 1: tol_weight: expected one of the columns")]
    [InlineData("class,trips,car_equivalents\ncar,cars.tntp,0\n", "row 2: car_equivalents: expected a value above 0, found 0")]
    [InlineData("class,trips\ncar,nowhere.tntp\n", "nowhere.tntp: the file does not exist.")]
    public async Task A_wrong_table_of_classes_is_refused_with_row_and_field(string table, string message)
    {
        Write("classes.csv", table);

        var (code, _, errors) = await RunAsync("--json");

        code.ShouldBe(ExitCode.Usage);
        errors.ShouldContain(message);
    }

    private static double[] Numbers(string line) =>
        [.. line.Split('\t', StringSplitOptions.TrimEntries).Select(text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture))];

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] more)
    {
        var (standard, error) = (Console.Out, Console.Error);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        Console.SetOut(output);
        Console.SetError(errors);
        try
        {
            string[] arguments = ["assign", "--tntp", _folder, "--name", "Roads", "--classes", Path.Combine(_folder, "classes.csv"), .. more];
            var root = new RootCommand { GlobalOptions.Url, GlobalOptions.Json, GlobalOptions.Language, AssignCommand.Create() };
            return (await root.Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken), output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(standard);
            Console.SetError(error);
        }
    }
}
