using System.CommandLine;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>A class of travellers with its trips, in vehicles.</summary>
/// <param name="Row">What the table of classes says.</param>
/// <param name="Trips">Its trips.</param>
internal sealed record ClassInput(ClassRow Row, OdMatrix Trips)
{
    /// <summary>The option that names the table.</summary>
    public static Option<FileInfo?> Option() => Files.Optional("--classes", "CSV of travel classes: class,trips,toll_weight,distance_weight,car_equivalents,closed_link_types. 車種区分の表");

    /// <summary>Reads the classes; trips files are looked for beside the table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="network">The network whose zones the trips are between.</param>
    /// <exception cref="CliException">A file is missing or refused.</exception>
    public static IReadOnlyList<ClassInput> Read(FileInfo table, NetworkInput network)
    {
        var rows = ModellingInput.Read(table.FullName, ClassTableReader.Read);
        return [.. rows.Select(row => new ClassInput(row, ReadTrips(Path.Combine(table.DirectoryName!, row.TripsFile), network)))];
    }

    /// <summary>The class as the assignment takes it: trips counted in cars.</summary>
    /// <param name="network">The network.</param>
    public TravelClass ToClass(NetworkInput network)
    {
        var cars = Trips.Copy();
        foreach (ref var value in cars.Values)
            value *= Row.CarEquivalents;
        return new TravelClass(Row.Name, cars, Row.Toll(network.Network, network.Weights));
    }

    private static OdMatrix ReadTrips(string file, NetworkInput network)
    {
        if (!File.Exists(file))
            throw new CliException(ExitCode.Usage, $"{file}: the file does not exist.");
        return file.EndsWith(".tntp", StringComparison.OrdinalIgnoreCase)
            ? ModellingInput.Read(file, TntpTripReader.Read).Trips
            : ModellingInput.Read(file, (reader, source) => GmnsReader.ReadDemand(reader, source, network.Zones));
    }
}
