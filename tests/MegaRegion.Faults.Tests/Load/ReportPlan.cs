using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using Wire = MegaRegion.V1;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>
/// What each hub reports under each sequence: a pure function of the seed, so that a checker knows what a stored report
/// must hold without having been told. Destinations follow Zipf's law with exponent 1.1.
/// </summary>
internal sealed class ReportPlan
{
    private const double ZipfExponent = 1.1;
    private const int MaxQuantity = 10_000;

    private readonly int _seed;
    private readonly int _maxFlows;
    private readonly int _spreadMilliseconds;
    private readonly long _latestUnixMilliseconds;
    private readonly double[] _cumulative;

    /// <summary>Makes a plan.</summary>
    /// <param name="seed">Decides everything.</param>
    /// <param name="hubs">Ids of the reporting hubs, which are also the destinations.</param>
    /// <param name="latest">No event is later.</param>
    /// <param name="maxFlows">The most flows of a report.</param>
    /// <param name="spread">How far before the latest events happen at most; an hour by default.</param>
    public ReportPlan(int seed, IReadOnlyList<string> hubs, DateTimeOffset latest, int maxFlows = 5, TimeSpan? spread = null)
    {
        (_maxFlows, _spreadMilliseconds) = (maxFlows, (int)(spread ?? TimeSpan.FromHours(1)).TotalMilliseconds);
        (_seed, Hubs, _latestUnixMilliseconds) = (seed, hubs, latest.ToUnixTimeMilliseconds());
        _cumulative = new double[hubs.Count];
        var sum = 0.0;
        for (var rank = 0; rank < hubs.Count; rank++)
        {
            sum += Math.Pow(rank + 1, -ZipfExponent);
            _cumulative[rank] = sum;
        }
    }

    public IReadOnlyList<string> Hubs { get; }

    /// <summary>The flows of a report.</summary>
    public IReadOnlyList<Flow> FlowsOf(string hub, long sequence)
    {
        var random = new Random(unchecked((_seed * 397) ^ (Hubs.ToList().IndexOf(hub) * 7_919) ^ (int)sequence));
        return [.. Enumerable.Range(0, random.Next(1, _maxFlows + 1)).Select(_ => new Flow(
            new PlaceId(hub),
            new PlaceId(Destination(random)),
            (Layer)random.Next(1, 5),
            random.Next(1, MaxQuantity + 1),
            new EventTime(_latestUnixMilliseconds - random.Next(_spreadMilliseconds))))];
    }

    /// <summary>The same for the wire.</summary>
    public IReadOnlyList<Wire.Flow> WireFlowsOf(string hub, long sequence) =>
        [.. FlowsOf(hub, sequence).Select(flow => new Wire.Flow
        {
            Origin = flow.Origin.Value,
            Destination = flow.Destination.Value,
            Layer = (Wire.Layer)flow.Layer,
            Quantity = flow.Quantity,
            EventTimeMs = flow.EventTime.UnixMilliseconds,
        })];

    /// <summary>The bytes that the journal must hold.</summary>
    public byte[] PayloadOf(string hub, long sequence) => ReportCodec.Encode(FlowsOf(hub, sequence));

    private string Destination(Random random)
    {
        var place = Array.BinarySearch(_cumulative, random.NextDouble() * _cumulative[^1]);
        return Hubs[Math.Min(place < 0 ? ~place : place, Hubs.Count - 1)];
    }
}
