using System.CommandLine;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Formats;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>The options that name observed flows, costs and masses of a calibration.</summary>
internal sealed class PairOptions
{
    private const int NamedPairs = 20;

    private readonly Option<FileInfo> _flows = Files.Required("--od", "CSV of observed flows: origin,destination,flow. 観測流動の CSV");
    private readonly Option<FileInfo> _costs = Files.Required("--cost", "CSV of costs: origin,destination,cost; may be the same file. 費用の CSV");
    private readonly Option<FileInfo?> _masses = Files.Optional("--masses", "CSV of zone,origin_mass,destination_mass (default: observed totals). 規模の CSV");
    private readonly Option<string?> _flowColumn = new("--flow-column") { Description = "Column of the flows. 流動の列", HelpName = "name" };
    private readonly Option<string?> _costColumn = new("--cost-column") { Description = "Column of the costs. 費用の列", HelpName = "name" };
    private readonly Option<bool> _intrazonal = new("--intrazonal") { Description = "Take part: pairs inside a zone. 域内の組を含める" };
    private readonly Option<bool> _statedOnly = new("--stated-only") { Description = "A pair without a row in the flows is closed, not 0. 記載のない組を除く" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_flows, _costs, _masses, _flowColumn, _costColumn, _intrazonal, _statedOnly])
            command.Add(option);
    }

    /// <summary>Reads and joins the files.</summary>
    /// <exception cref="CliException">A file is refused, or a flow has no cost.</exception>
    public PairInput Read(ParseResult arguments)
    {
        var (flowFile, costFile) = (arguments.GetRequiredValue(_flows).FullName, arguments.GetRequiredValue(_costs).FullName);
        var flows = ModellingInput.Read(flowFile, (reader, source) => OdTableReader.ReadFlows(reader, source, new OdColumns(Value: arguments.GetValue(_flowColumn))));
        var costs = ModellingInput.Read(costFile, (reader, source) => OdTableReader.ReadCosts(reader, source, new OdColumns(Value: arguments.GetValue(_costColumn))));
        var (intrazonal, statedOnly) = (arguments.GetValue(_intrazonal), arguments.GetValue(_statedOnly));
        var zones = flows.Zones;
        var arranged = costs.Arrange(zones);
        Check(flows, arranged, intrazonal, costFile);
        var pairs = (from i in Enumerable.Range(0, zones.Count)
                     from j in Enumerable.Range(0, zones.Count)
                     where (intrazonal || i != j) && arranged.IsStated(i, j) && (!statedOnly || flows.IsStated(i, j))
                     select (i, j)).ToArray();
        var (origin, destination) = Masses(arguments, zones, flows);
        var data = new InteractionData
        {
            ZoneCount = zones.Count,
            Origin = [.. pairs.Select(pair => pair.i)],
            Destination = [.. pairs.Select(pair => pair.j)],
            Flow = [.. pairs.Select(pair => flows.Values[pair.i, pair.j])],
            Cost = [.. pairs.Select(pair => arranged.Values[pair.i, pair.j])],
            OriginMass = origin,
            DestinationMass = destination,
        };
        return new PairInput(zones, data, flows.ValueColumn, costs.ValueColumn, arguments.GetValue(_masses) is null ? "observed totals" : "file");
    }

    // A flow without a cost would silently drop out of the fit.
    private static void Check(OdTable flows, OdTable costs, bool intrazonal, string costFile)
    {
        var missing = (from i in Enumerable.Range(0, flows.Zones.Count)
                       from j in Enumerable.Range(0, flows.Zones.Count)
                       where (intrazonal || i != j) && flows.Values[i, j] > 0 && !costs.IsStated(i, j)
                       select $"{costFile}: {costs.ValueColumn}: expected a cost from {flows.Zones[i]} to {flows.Zones[j]}, which has a flow of {flows.Values[i, j]:R}").ToArray();
        if (missing.Length > 0)
            throw new CliException(ExitCode.Usage, string.Join(Environment.NewLine, missing.Take(NamedPairs)));
    }

    private (double[] Origin, double[] Destination) Masses(ParseResult arguments, IReadOnlyList<string> zones, OdTable flows)
    {
        if (arguments.GetValue(_masses) is { } file)
        {
            var table = ModellingInput.Read(file.FullName, (reader, source) => ZoneTableReader.Read(reader, source, ["origin_mass", "destination_mass"]));
            return (table.Arrange("origin_mass", zones), table.Arrange("destination_mass", zones));
        }

        var (origin, destination) = (new double[zones.Count], new double[zones.Count]);
        for (var i = 0; i < zones.Count; i++)
        {
            for (var j = 0; j < zones.Count; j++)
            {
                origin[i] += flows.Values[i, j];
                destination[j] += flows.Values[i, j];
            }
        }

        return (origin, destination);
    }
}
