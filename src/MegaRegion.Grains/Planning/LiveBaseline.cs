using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Storage;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Grains.Planning;

/// <summary>
/// The flows of a window of the ledger, folded from the journal up to a position: a consistent cut, because the journal
/// before a position never changes, and one that costs the live path nothing but reading. Days are UTC, as the windows of
/// the ledger. Flows between places are spread over the zones that the places lie in, by residents; hubs and cities that the
/// data set does not have lie where the nearest place above them does that it has. Flows inside a zone, and of places
/// without residents (abroad, for example), have no place in the model and are left out. Quantities are scaled from the days
/// of the window to a year.
/// </summary>
internal sealed class LiveBaseline(IJournal journal, IJournalPast past, IPlaceCatalog catalog)
{
    private const int DaysOfYear = 365;

    /// <summary>
    /// Why the days of a baseline cannot be cut: reports with flows of these days were removed from the journal. Null when they
    /// can. Blocks its thread.
    /// </summary>
    public ScenarioProblem? FindProblem(BaselineReference reference, CancellationToken cancellation)
    {
        var beginning = Beginning(cancellation);
        if (beginning.Newest is not { } newest || newest.UnixMilliseconds < MillisecondsOf(reference.From!.Value))
        {
            return null;
        }

        var first = DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(newest.UnixMilliseconds).UtcDateTime).AddDays(1);
        return new ScenarioProblem(
            0,
            "baseline.live.from",
            new(
                FormattableString.Invariant(
                    $"expected {first:yyyy-MM-dd} or later, found {reference.From.Value:yyyy-MM-dd}: the journal begins at position {beginning.FirstOffset}, and reports with flows of earlier days were removed"),
                FormattableString.Invariant(
                    $"{first:yyyy-MM-dd} 以降が必要ですが、「{reference.From.Value:yyyy-MM-dd}」が書かれています。ジャーナルは位置 {beginning.FirstOffset} から始まり、それより前の日の流動を含む報告は削除されています")),
            new(
                FormattableString.Invariant($"Take days from {first:yyyy-MM-dd} on, or run it on a restored backup"),
                FormattableString.Invariant($"{first:yyyy-MM-dd} 以降の日を指定するか、復元したバックアップで計算してください")));
    }

    /// <summary>Reads the flows. Blocks its thread; about a second for ten million flows.</summary>
    /// <param name="model">The model that will use them.</param>
    /// <param name="reference">A live baseline.</param>
    /// <param name="position">The last report that counts.</param>
    /// <param name="cancellation">Ends it early.</param>
    public BaselineFlows Cut(ScenarioModel model, BaselineReference reference, long position, CancellationToken cancellation)
    {
        var (from, until) = (reference.From!.Value, reference.Until!.Value);
        var (start, end) = (MillisecondsOf(from), MillisecondsOf(until.AddDays(1)));
        var places = Await(catalog.RefreshAsync, cancellation);
        var sums = new LayerSums(model, places, DaysOfYear / (double)(until.DayNumber - from.DayNumber + 1));
        var removedTo = Beginning(cancellation).RemovedTo;
        foreach (var entry in journal.ReadAllAsync(removedTo, position, cancellation).ToBlockingEnumerable(cancellation))
        {
            foreach (var flow in ReportCodec.Decode(entry.Record.Payload))
            {
                if (flow.EventTime.UnixMilliseconds >= start && flow.EventTime.UnixMilliseconds < end)
                    sums.Add(flow);
            }
        }

        return sums.ToFlows(BaselineFlows.LiveName(position));
    }

    private JournalBeginning Beginning(CancellationToken cancellation) => Await(past.GetBeginningAsync, cancellation);

    private static T Await<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellation)
    {
        return One().ToBlockingEnumerable(cancellation).Single();

        async IAsyncEnumerable<T> One()
        {
            yield return await call(cancellation);
        }
    }

    private static long MillisecondsOf(DateOnly day) =>
        new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>The matrices that grow flow by flow.</summary>
    private sealed class LayerSums(ScenarioModel model, PlaceDirectory places, double factor)
    {
        private readonly PlaceGeography _geography = model.World.Geography;
        private readonly Dictionary<PlaceId, (int Zone, int Prefecture, double Part)[]> _parts = [];
        private readonly OdMatrix _unknownMode = new(model.World.Inputs.Zones.Count);
        private readonly OdMatrix[] _trips = [.. Enumerable.Range(0, model.Observed.TripsByMode.Length).Select(_ => new OdMatrix(model.World.Inputs.Zones.Count))];
        private readonly OdMatrix _goods = new(model.World.Prefectures.Count);
        private readonly OdMatrix _money = new(model.World.Prefectures.Count);
        private readonly OdMatrix _information = new(model.World.Prefectures.Count);

        /// <summary>What was summed; trips whose mode nobody reported take the modes that were observed on their pair.</summary>
        public BaselineFlows ToFlows(string description) => new(
            description, ModesOf.Spread(_trips, _unknownMode, model.Observed.TripsByMode), _goods, _money, _information);

        public void Add(in Flow flow)
        {
            var (origins, destinations) = (PartsOf(flow.Origin), PartsOf(flow.Destination));
            foreach (var (zone, prefecture, part) in origins)
            {
                foreach (var other in destinations)
                {
                    var quantity = flow.Quantity * factor * part * other.Part;
                    if (flow.Layer == Layer.People && model.World.Inputs.IsSurveyed(zone, other.Zone))
                        TripsOf(flow.Mode)[zone, other.Zone] += quantity;
                    else if (flow.Layer != Layer.People && prefecture != other.Prefecture)
                        MatrixOf(flow.Layer)[prefecture, other.Prefecture] += quantity;
                }
            }
        }

        private OdMatrix TripsOf(TransportMode mode) => ModesOf.IndexOf(mode) is { } index ? _trips[index] : _unknownMode;

        private OdMatrix MatrixOf(Layer layer) => layer switch
        {
            Layer.Goods => _goods,
            Layer.Money => _money,
            _ => _information,
        };

        private (int Zone, int Prefecture, double Part)[] PartsOf(PlaceId place)
        {
            if (_parts.TryGetValue(place, out var known))
                return known;
            var shares = SharesOf(place);
            var residents = shares.Sum(share => share.OfZone * _geography.ZonePopulation(share.Zone));
            return _parts[place] = residents > 0
                ? [.. shares.Select(share => (share.Zone, share.Prefecture, share.OfZone * _geography.ZonePopulation(share.Zone) / residents))]
                : [];
        }

        private IReadOnlyList<PlaceShare> SharesOf(PlaceId place)
        {
            if (_geography.Knows(place))
                return _geography.SharesOf(place);
            var above = places.Find(place)?.Place.Parent;
            while (above is { } next && !_geography.Knows(next))
                above = places.Find(next)?.Place.Parent;

            // What lies in no prefecture is virtual, or abroad.
            return above is { } known && places.Find(known)?.Place.Level < Level.Region ? _geography.SharesOf(known) : [];
        }
    }
}
