using MegaRegion.V1;

namespace MegaRegion.Bench.Ingest;

/// <summary>
/// Flows of a busy hub: three in four leave it for one of five hundred places, near ones far more often than far ones, the
/// rest comes in; four layers; in the order of their times, within the last minute.
/// </summary>
internal static class IngestFlows
{
    private const int Places = 500;
    private const int SpanMilliseconds = 60_000;

    /// <summary>The flows of a report; the same for the same arguments.</summary>
    /// <param name="hub">The reporting hub.</param>
    /// <param name="places">Places that are no hubs, at least 500.</param>
    /// <param name="count">How many flows.</param>
    /// <param name="now">The time of the newest.</param>
    /// <param name="seed">Makes reports different.</param>
    public static Flow[] Make(string hub, IReadOnlyList<string> places, int count, DateTimeOffset now, int seed)
    {
        var random = new Random(seed);
        var flows = new Flow[count];
        var first = now.ToUnixTimeMilliseconds() - SpanMilliseconds;
        for (var i = 0; i < count; i++)
        {
            // The square of a uniform number: place 0 a few hundred times as often as place 499.
            var place = places[(int)(Places * Math.Pow(random.NextDouble(), 2))];
            var leaves = random.Next(4) > 0;
            flows[i] = new Flow
            {
                Origin = leaves ? hub : place,
                Destination = leaves ? place : hub,
                Layer = (Layer)random.Next(1, 5),
                Quantity = 1 + (long)Math.Exp(random.NextDouble() * 10),
                EventTimeMs = first + ((long)SpanMilliseconds * i / count),
                Purpose = (Purpose)random.Next(1, 21),
                Mode = (TransportMode)random.Next(1, 10),
            };
        }

        return flows;
    }
}
