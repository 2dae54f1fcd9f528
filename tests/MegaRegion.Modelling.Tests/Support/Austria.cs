using System.Globalization;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Tests.Support;

/// <summary>Migration between the regions of Austria, without moves inside a region.</summary>
internal static class Austria
{
    public const int Zones = 9;

    private static readonly string[][] Rows =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Data", "austria.csv")).Skip(1).Select(line => line.Split(','))];

    public static OdMatrix Flow { get; } = new(Zones, [.. Rows.Select(row => Number(row[3]))]);

    /// <summary>Distances in km; the diagonal is closed.</summary>
    public static OdMatrix Cost { get; } = new(Zones, [.. Rows.Select((row, k) => k % (Zones + 1) == 0 ? double.PositiveInfinity : Number(row[6]))]);

    public static InteractionData Data()
    {
        var pairs = InteractionData.FromMatrices(Flow, Cost);
        return new InteractionData
        {
            ZoneCount = Zones,
            Origin = pairs.Origin,
            Destination = pairs.Destination,
            Flow = pairs.Flow,
            Cost = pairs.Cost,
            OriginMass = [.. Enumerable.Range(0, Zones).Select(zone => Number(Rows[zone * Zones][4]))],
            DestinationMass = [.. Enumerable.Range(0, Zones).Select(zone => Number(Rows[zone][5]))],
        };
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
