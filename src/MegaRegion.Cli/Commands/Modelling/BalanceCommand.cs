using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion balance</c>: scales the rows and columns of a matrix to given totals.</summary>
internal static class BalanceCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var seedFile = Files.Optional("--seed", "CSV of the matrix to balance: origin,destination,value. 元の行列");
        var totalsFile = Files.Optional("--totals", "CSV of zone,row_total,column_total. 周辺合計");
        var lattice = Numbers.Whole("--lattice", "Instead of files: the synthetic case with this many zones. 人工データのゾーン数", 0, 2, 5000);
        var beta = Numbers.Option("--beta", "Deterrence of the synthetic case (default 0.1). 人工データの抵抗係数", 0.1, 0, 100);
        var tolerance = Numbers.Option("--tolerance", "Largest relative error of a total (default 1e-9). 許容誤差", 1e-9, 1e-14, 1);
        var classical = new Option<bool>("--classical") { Description = "Plain row and column scalings, without acceleration. 加速なし" };
        var threads = Numbers.Threads();
        var output = new Option<FileInfo?>("--out") { Description = "Write the balanced matrix to this file. 出力先", HelpName = "file" };
        var command = new Command("balance", "Balance a matrix to row and column totals. 行列を周辺合計に合わせる") { seedFile, totalsFile, lattice, beta, tolerance, classical, threads, output };
        command.Validators.Add(result =>
        {
            var files = (result.GetValue(seedFile) is null ? 0 : 1) + (result.GetValue(totalsFile) is null ? 0 : 1);
            if (result.GetValue(lattice) > 0 ? files > 0 : files < 2)
                result.AddError("Give either --seed FILE --totals FILE or --lattice N.");
        });
        command.SetSessionAction((session, _) =>
        {
            var arguments = session.Arguments;
            var input = arguments.GetValue(lattice) is > 0 and var zones
                ? Synthetic(zones, arguments.GetValue(beta))
                : Read(arguments.GetValue(seedFile)!.FullName, arguments.GetValue(totalsFile)!.FullName);
            var options = new BalancingOptions { Tolerance = arguments.GetValue(tolerance), Accelerate = !arguments.GetValue(classical), Workers = arguments.GetValue(threads) };
            var start = Stopwatch.GetTimestamp();
            var result = ModellingInput.Accept(Balancing.Balance(input.Seed, input.Rows, input.Columns, options));
            var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var balanced = result.Apply(input.Seed);
            if (arguments.GetValue(output) is { } file)
                WholeFile.Write(file.FullName, writer => OdTableWriter.Write(writer, input.Zones, "value", balanced, writeZeros: false));
            Show(session, input, result, balanced, seconds);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static BalanceInput Synthetic(int zones, double beta)
    {
        var distances = Lattice.Distances(zones);
        var (rows, columns) = Lattice.Totals(zones);
        string[] names = [.. Enumerable.Range(1, zones).Select(zone => zone.ToString(CultureInfo.InvariantCulture))];
        return new BalanceInput(names, Lattice.Seed(distances, beta), rows, columns, distances);
    }

    private static BalanceInput Read(string seedFile, string totalsFile)
    {
        var totals = ModellingInput.Read(totalsFile, (reader, source) => ZoneTableReader.Read(reader, source, ["row_total", "column_total"]));
        var seed = ModellingInput.Read(seedFile, (reader, source) => OdTableReader.ReadFlows(reader, source));
        if (seed.Zones.FirstOrDefault(zone => !totals.Zones.Contains(zone, StringComparer.Ordinal)) is { } unknown)
            throw new CliException(ExitCode.Usage, $"{totalsFile}: zone: expected a row for {unknown}, which the matrix has");
        return new BalanceInput(
            totals.Zones, seed.Arrange(totals.Zones).Values, totals.Columns["row_total"], totals.Columns["column_total"], null);
    }

    private static void Show(Session session, BalanceInput input, BalancingResult result, OdMatrix balanced, double seconds)
    {
        var total = balanced.Total();
        var mean = input.Cost is null ? (double?)null : MeanCost(balanced, input.Cost);
        if (session.IsJson)
        {
            Json.Write(new
            {
                zones = balanced.Size,
                passes = result.Passes,
                largestError = result.LargestError,
                total,
                meanCost = mean,
                t00 = balanced[0, 0],
                t01 = balanced[0, 1],
                seconds,
                peakMemoryBytes = MemoryUse.PeakBytes,
            });
            return;
        }

        session.Say(session.Words.Pick(
            $"{balanced.Size} zones, {result.Passes} passes, largest error {result.LargestError:E1}, total {Numbers.Text(total)}, {seconds:F3} s",
            $"{balanced.Size} ゾーン、{result.Passes} 回、最大誤差 {result.LargestError:E1}、合計 {Numbers.Text(total)}、{seconds:F3} 秒"));
    }

    private static double MeanCost(OdMatrix flows, OdMatrix cost)
    {
        var sum = 0.0;
        for (var pair = 0; pair < flows.Values.Length; pair++)
            sum += flows.Values[pair] * cost.Values[pair];
        return sum / flows.Total();
    }

    private sealed record BalanceInput(IReadOnlyList<string> Zones, OdMatrix Seed, double[] Rows, double[] Columns, OdMatrix? Cost);
}
