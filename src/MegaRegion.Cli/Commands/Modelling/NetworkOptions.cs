using System.CommandLine;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>The options that name a network with its trips, as TNTP files or GMNS tables, and the weights of its costs.</summary>
internal sealed class NetworkOptions
{
    private const double LargestWeight = 1e12;

    private readonly Option<DirectoryInfo?> _tntp = new("--tntp") { Description = "Folder of NAME_net.tntp and NAME_trips.tntp. TNTP のフォルダー", HelpName = "folder" };
    private readonly Option<string?> _name = new("--name") { Description = "Name of the network in the TNTP folder, for example SiouxFalls. ネットワーク名", HelpName = "name" };
    private readonly Option<DirectoryInfo?> _gmns = new("--gmns") { Description = "Folder of node.csv, link.csv and demand.csv (GMNS). GMNS のフォルダー", HelpName = "folder" };
    private readonly Option<double?> _toll = Weight("--toll-weight", "Cost per unit of toll (default: as published with the network, else 0). 料金の重み");
    private readonly Option<double?> _distance = Weight("--distance-weight", "Cost per unit of length (default: as published with the network, else 0). 距離の重み");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_tntp, _name, _gmns, _toll, _distance])
            command.Add(option);
        command.Validators.Add(result =>
        {
            var (tntp, gmns) = (result.GetValue(_tntp), result.GetValue(_gmns));
            if ((tntp is null) == (gmns is null))
                result.AddError("Give either --tntp FOLDER --name NAME or --gmns FOLDER.");
            else if (tntp is not null && string.IsNullOrEmpty(result.GetValue(_name)))
                result.AddError("--tntp needs --name NAME.");
        });
    }

    /// <summary>Reads network and trips.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="classes">A table of classes, whose trips take the place of the network's; null for none.</param>
    /// <exception cref="CliException">A file is missing or refused.</exception>
    public NetworkInput Read(ParseResult arguments, FileInfo? classes = null)
    {
        var input = arguments.GetValue(_gmns) is { } folder ? ReadGmns(folder, arguments, classes is null) : ReadTntp(arguments, classes is null);
        return classes is null ? input : input with { Classes = ClassInput.Read(classes, input) };
    }

    private NetworkInput ReadTntp(ParseResult arguments, bool hasTrips)
    {
        var (folder, name) = (arguments.GetRequiredValue(_tntp)!, arguments.GetRequiredValue(_name)!);
        var netFile = Find(folder, name + "_net.tntp");
        var network = ModellingInput.Read(netFile, TntpNetworkReader.Read);
        var trips = hasTrips ? ModellingInput.Read(Find(folder, name + "_trips.tntp"), TntpTripReader.Read).Trips : new OdMatrix(network.ZoneCount);
        var stated = ModellingInput.Read(netFile, TntpWeights.Read);
        var (weights, from) = stated is [var own] ? (own, "file")
            : TntpWeights.OfPublished(name) is { } published ? (published, "published")
            : (CostWeights.TimeOnly, "none");
        (weights, from) = Overridden(arguments, weights, from);
        string[] zones = [.. Enumerable.Range(1, network.ZoneCount).Select(zone => zone.ToString(System.Globalization.CultureInfo.InvariantCulture))];
        return new NetworkInput(name, network, trips, zones, weights, from);
    }

    private NetworkInput ReadGmns(DirectoryInfo folder, ParseResult arguments, bool hasTrips)
    {
        var (nodeFile, linkFile) = (Find(folder, "node.csv"), Find(folder, "link.csv"));
        using var nodes = new StreamReader(nodeFile);
        using var links = new StreamReader(linkFile);
        var network = ModellingInput.Accept(GmnsReader.ReadNetwork(nodes, nodeFile, links, linkFile));
        var trips = hasTrips
            ? ModellingInput.Read(Find(folder, "demand.csv"), (reader, source) => GmnsReader.ReadDemand(reader, source, network.ZoneIds))
            : new OdMatrix(network.ZoneIds.Count);
        var (weights, from) = Overridden(arguments, CostWeights.TimeOnly, "none");
        return new NetworkInput(folder.Name, network.Definition, trips, network.ZoneIds, weights, from);
    }

    private (CostWeights Weights, string From) Overridden(ParseResult arguments, CostWeights weights, string from)
    {
        var (toll, distance) = (arguments.GetValue(_toll), arguments.GetValue(_distance));
        return toll is null && distance is null
            ? (weights, from)
            : (new CostWeights(toll ?? weights.Toll, distance ?? weights.Distance), "option");
    }

    private static Option<double?> Weight(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "number",
        CustomParser = result => Numbers.Parse(result, name, 0, LargestWeight),
    };

    // Published folders spell names in more than one way (Berlin-Center, berlin-center).
    private static string Find(DirectoryInfo folder, string name)
    {
        if (!folder.Exists)
            throw new CliException(ExitCode.Usage, $"{folder}: the folder does not exist.");
        var exact = Path.Combine(folder.FullName, name);
        if (File.Exists(exact))
            return exact;
        return folder.EnumerateFiles().FirstOrDefault(file => string.Equals(file.Name, name, StringComparison.OrdinalIgnoreCase))?.FullName
            ?? throw new CliException(ExitCode.Usage, $"{exact}: the file does not exist.");
    }
}
