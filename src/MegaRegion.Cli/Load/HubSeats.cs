using System.Globalization;
using MegaRegion.DataSet.Replay;

namespace MegaRegion.Cli.Load;

/// <summary>
/// The hubs of a load: each place of origin has at least one, the others are shared out in proportion to what leaves the
/// place, so that every hub has about as much to report. The same run and number give the same hubs.
/// </summary>
internal sealed class HubSeats
{
    private const double WeightUnit = 1e6;

    private readonly Dictionary<string, (int First, int Count)> _ofPlace = new(StringComparer.Ordinal);

    /// <summary>Shares out hubs.</summary>
    /// <param name="demands">The layers.</param>
    /// <param name="count">How many hubs; fewer than places of origin count as one for each.</param>
    public HubSeats(IReadOnlyList<LayerDemand> demands, int count)
    {
        var flows = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var demand in demands)
        {
            for (var i = 0; i < demand.Places.Count; i++)
                flows[demand.Places[i]] = flows.GetValueOrDefault(demand.Places[i]) + demand.ByOrigin[i];
        }

        string[] places = [.. flows.Where(pair => pair.Value > 0).Select(pair => pair.Key).Order(StringComparer.Ordinal)];
        long[] weights = [.. places.Select(place => 1 + (long)(flows[place] * WeightUnit))];
        var more = Apportionment.LargestRemainder(Math.Max(0, count - places.Length), weights);
        var seats = new List<HubSeat>();
        for (var i = 0; i < places.Length; i++)
        {
            _ofPlace.Add(places[i], (seats.Count, (int)more[i] + 1));
            for (var number = 1; number <= more[i] + 1; number++)
                seats.Add(new HubSeat(IdOf(places[i], number), places[i]));
        }

        All = seats;
    }

    /// <summary>The hubs, by place.</summary>
    public IReadOnlyList<HubSeat> All { get; }

    /// <summary>One of the hubs of a place of origin.</summary>
    /// <returns>Index in <see cref="All"/>.</returns>
    public int Next(string place, Random random)
    {
        var (first, count) = _ofPlace[place];
        return first + random.Next(count);
    }

    private static string IdOf(string place, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"hub:load-{place.Replace(':', '-')}-{number}");
}
