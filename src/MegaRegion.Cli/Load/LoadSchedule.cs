namespace MegaRegion.Cli.Load;

/// <summary>
/// The reports of a load in the order in which they are due. Each layer is a Poisson process of its own with random numbers of
/// its own; the sum of Poisson processes is one again. A report takes an origin, one of its hubs and the destinations of its
/// flows in proportion to the run. The same shape gives the same reports.
/// </summary>
internal sealed class LoadSchedule(IReadOnlyList<LayerDemand> demands, HubSeats seats, LoadShape shape)
{
    // Keeps the layers' numbers apart, whatever seed a user takes.
    private const int LayerStride = 1_000_003;

    /// <summary>The reports; made while they are read.</summary>
    public IEnumerable<ScheduledReport> Reports()
    {
        var layers = demands.Where(demand => shape.ReportsPerSecond[demand.Layer] > 0).Select(demand => new LayerSource(this, demand)).ToList();
        while (layers.Count > 0)
        {
            var next = layers.MinBy(layer => layer.Due)!;
            if (next.Due >= shape.Duration.TotalSeconds)
                yield break;
            yield return next.Take();
        }
    }

    private sealed class LayerSource
    {
        private readonly LoadSchedule _schedule;
        private readonly LayerDemand _demand;
        private readonly Random _random;
        private readonly PoissonArrivals _arrivals;

        public LayerSource(LoadSchedule schedule, LayerDemand demand)
        {
            var shape = schedule.Shape;
            (_schedule, _demand) = (schedule, demand);
            _random = new Random(unchecked((shape.Seed * LayerStride) + (int)demand.Layer));
            _arrivals = new PoissonArrivals(
                shape.ReportsPerSecond[demand.Layer], shape.Profiles[demand.Layer], shape.Start.ToOffset(LoadShape.Offset).TimeOfDay.TotalHours, shape.Speed, _random);
            Due = _arrivals.Next();
        }

        public double Due { get; private set; }

        public ScheduledReport Take()
        {
            var origin = _demand.NextOrigin(_random);
            var place = _demand.Places[origin];
            var destinations = new string[_schedule.Shape.FlowsPerReport];
            for (var i = 0; i < destinations.Length; i++)
                destinations[i] = _demand.Places[_demand.NextDestination(origin, _random)];
            var report = new ScheduledReport(
                TimeSpan.FromSeconds(Due), _schedule.Seats.Next(place, _random), _demand.Layer, place, destinations);
            Due = _arrivals.Next();
            return report;
        }
    }

    private LoadShape Shape => shape;

    private HubSeats Seats => seats;
}
