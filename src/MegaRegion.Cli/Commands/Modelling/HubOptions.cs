using System.CommandLine;
using System.Globalization;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Dynamics;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>The options that describe a system of hubs.</summary>
internal sealed class HubOptions
{
    private readonly Option<FileInfo?> _hubs = Files.Optional("--hubs", "CSV of zone,outflow,size and optionally upkeep (default 1). 拠点の CSV");
    private readonly Option<FileInfo?> _costs = Files.Optional("--cost", "CSV of costs: origin,destination,cost; inside a zone 0 unless stated. 費用の CSV");
    private readonly Option<int> _lattice = Numbers.Whole("--lattice", "Instead of files: the synthetic case with this many zones. 人工データのゾーン数", 0, 2, 2000);
    private readonly Option<double> _alpha = Numbers.Option("--alpha", "Return of size (default 1). 規模の効果", 1, 1e-6, 100);
    private readonly Option<double> _beta = Numbers.Option("--beta", "Deterrence per unit of cost (default 0.1). 抵抗係数", 0.1, 0, 1e6);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_hubs, _costs, _lattice, _alpha, _beta])
            command.Add(option);
        command.Validators.Add(result =>
        {
            var files = (result.GetValue(_hubs) is null ? 0 : 1) + (result.GetValue(_costs) is null ? 0 : 1);
            if (result.GetValue(_lattice) > 0 ? files > 0 : files < 2)
                result.AddError("Give either --hubs FILE --cost FILE or --lattice N.");
        });
    }

    /// <summary>Reads the system and its start.</summary>
    /// <exception cref="CliException">A file is refused, or a cost is missing.</exception>
    public (IReadOnlyList<string> Zones, double[] Start, HubSystem System) Read(ParseResult arguments)
    {
        var (alpha, beta) = (arguments.GetValue(_alpha), arguments.GetValue(_beta));
        if (arguments.GetValue(_lattice) is > 0 and var count)
        {
            string[] names = [.. Enumerable.Range(0, count).Select(zone => zone.ToString(CultureInfo.InvariantCulture))];
            var synthetic = new HubSystem(Lattice.Outflows(count), Lattice.Distances(count), alpha, beta, [.. Enumerable.Repeat(1.0, count)]);
            return (names, [.. Enumerable.Repeat(100.0, count)], synthetic);
        }

        var hubs = ModellingInput.Read(
            arguments.GetValue(_hubs)!.FullName, (reader, source) => ZoneTableReader.Read(reader, source, ["outflow", "size"], ["upkeep"]));
        double[] upkeep = hubs.Columns.TryGetValue("upkeep", out var stated) ? [.. stated.Select(value => double.IsNaN(value) ? 1 : value)] : [.. hubs.Zones.Select(_ => 1.0)];
        Check(arguments.GetValue(_hubs)!.FullName, hubs, upkeep);
        var cost = Costs(arguments.GetValue(_costs)!.FullName, hubs.Zones);
        return (hubs.Zones, hubs.Columns["size"], new HubSystem(hubs.Columns["outflow"], cost, alpha, beta, upkeep));
    }

    private static void Check(string file, ZoneTable hubs, double[] upkeep)
    {
        if (Array.FindIndex(upkeep, value => !(value > 0)) is >= 0 and var zone)
            throw new CliException(ExitCode.Usage, $"{file}: upkeep: expected a value above 0 for zone {hubs.Zones[zone]}");
        if (!(hubs.Columns["size"].Sum() > 0) || !(hubs.Columns["outflow"].Sum() > 0))
            throw new CliException(ExitCode.Usage, $"{file}: size, outflow: expected at least one value above 0 in each column");
    }

    private static OdMatrix Costs(string file, IReadOnlyList<string> zones)
    {
        var table = ModellingInput.Read(file, (reader, source) => OdTableReader.ReadCosts(reader, source)).Arrange(zones);
        for (var i = 0; i < zones.Count; i++)
        {
            for (var j = 0; j < zones.Count; j++)
            {
                if (i != j && !table.IsStated(i, j))
                    throw new CliException(ExitCode.Usage, $"{file}: {table.ValueColumn}: expected a cost from {zones[i]} to {zones[j]}, found none");
            }
        }

        return table.Values;
    }
}
