using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Support;

/// <summary>
/// The published test networks: those that ship with the product are required, the others are looked for in the shared
/// data folder beside the repository and their tests report as skipped where that is absent.
/// </summary>
internal static class TntpFolder
{
    private static readonly string[] Folders = ["data/tntp", "../shared/data/tntp"];

    private static readonly string[] Shipped = ["SiouxFalls", "Braess"];

    public static TestNetwork Open(string name, double toll = 0, double distance = 0)
    {
        using var networkText = Text(name + "_net.tntp");
        var network = TntpNetworkReader.Read(networkText, name + "_net.tntp").Value;
        using var tripText = Text(name + "_trips.tntp");
        var trips = TntpTripReader.Read(tripText, name + "_trips.tntp").Value.Trips;
        return new TestNetwork(new NetworkGraph(network), trips, new CostWeights(toll, distance));
    }

    /// <summary>Volumes of a published solution, in the order of its file, by (from, to).</summary>
    public static Dictionary<(int From, int To), double> Flows(string name)
    {
        using var text = Text(name + "_flow.tntp");
        return text.ReadToEnd().Split('\n').Skip(1)
            .Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(fields => fields.Length >= 3)
            .ToDictionary(fields => (int.Parse(fields[0]), int.Parse(fields[1])), fields => double.Parse(fields[2]));
    }

    public static StreamReader Text(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var found = Folders.Select(f => Path.Combine(folder.FullName, f, file)).FirstOrDefault(File.Exists);
            if (found is not null)
                return new StreamReader(found);
        }

        Assert.SkipUnless(Shipped.Any(name => file.StartsWith(name, StringComparison.Ordinal)), $"{file} is not on this machine.");
        throw new FileNotFoundException("The repository ships this file.", file);
    }
}
