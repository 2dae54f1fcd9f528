using System.Numerics.Tensors;
using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// The people layer of Japan with the demand of every municipality on the inter-city network: distribution and mode
/// (<see cref="MunicipalDemand"/>), access by ordinary roads (<see cref="MunicipalAccess"/>) and assignment in agreement. A round
/// measures the service between cities at the crowded costs, asks the demand what it calls for, and assigns that (Algorithm
/// B, warm from the round before); link costs are mixed between rounds by Anderson's method, as in scenarios. Where nothing can crowd the first round is exact.
/// <para>Everything below the totals of survey zones is modelled: there is no survey of trips between municipalities.</para>
/// </summary>
public static class MunicipalModel
{
    private const double DaysPerYear = 365;
    private const int Depth = 6;
    private const double Damping = 0.6;

    /// <summary>Solves the model.</summary>
    /// <param name="model">The calibrated model of the survey zones.</param>
    /// <param name="municipalities">The municipalities.</param>
    /// <param name="edit">What becomes of each link of the network, null for nothing left of it; null for no change.</param>
    /// <param name="options">Precision and threads; null takes the defaults.</param>
    /// <param name="cancellation">Ends the run early with an <see cref="OperationCanceledException"/>.</param>
    /// <returns>The trips, or why there are none.</returns>
    public static Outcome<MunicipalAnswer> Solve(
        JapanModel model, IReadOnlyList<Municipality> municipalities, Func<JapanLink, JapanLink?>? edit = null, MunicipalOptions? options = null, CancellationToken cancellation = default)
    {
        options ??= new MunicipalOptions();
        var (inputs, network) = (model.Inputs, edit is null ? model.Network : Edited(model, edit));
        var demand = new MunicipalDemand(model, municipalities, new MunicipalAccess(municipalities, inputs.Cities), options.Workers);
        var (cost, residuals) = (network.FreeFlowCost(), new List<double>());
        var called = demand.At(Service(cost));
        var (mixer, difference) = (new AndersonMixer(cost.Length, Depth, Damping), new double[cost.Length]);
        AssignmentState? warm = null;
        while (called.IsOk)
        {
            cancellation.ThrowIfCancellationRequested();
            var (trips, cityTrips, passes) = called.Value;
            var assigned = BushAssignment.Solve(network.Graph, network.Cost, Daily(model, network, cityTrips), new AssignmentOptions { RelativeGap = options.AssignmentGap, Workers = options.Workers, WarmStart = warm }, cancellation);
            if (!assigned.IsOk)
                return Outcome<MunicipalAnswer>.Refused(assigned.Problems);
            var crowded = network.Graph.FromFileOrder(assigned.Value.LinkCost);
            var isUncrowded = crowded.AsSpan().SequenceEqual(cost);
            var next = isUncrowded ? called : demand.At(Service(crowded));
            if (!next.IsOk)
                return Outcome<MunicipalAnswer>.Refused(next.Problems);
            residuals.Add(TripResidual.Of(cityTrips, next.Value.CityTrips));
            if (residuals[^1] <= options.Residual || residuals.Count >= options.MaxRounds)
                return new MunicipalAnswer(trips, cityTrips, ByZone(municipalities, trips, inputs.Zones.Count), assigned.Value, residuals, residuals[^1] <= options.Residual, passes);
            warm = assigned.Value.State;
            TensorPrimitives.Subtract(crowded, cost, difference);
            mixer.Step(cost, difference);
            called = demand.At(Service(cost));
        }

        return Outcome<MunicipalAnswer>.Refused(called.Problems);

        LevelOfService Service(double[] linkCost) => LevelOfService.Measure(network, inputs.Cities, inputs.Zones.Count, linkCost, options.Workers);
    }

    private static TravelNetwork Edited(JapanModel model, Func<JapanLink, JapanLink?> edit)
    {
        var links = model.Inputs.Links.Where(link => link.IsServed(model.Year)).Select(edit).OfType<JapanLink>();
        return new TravelNetwork(model.Inputs.Cities, [.. ModeLinks.Of(links, model.Assumptions, model.Year)], model.Assumptions.YenPerMinute);
    }

    private static OdMatrix Daily(JapanModel model, TravelNetwork network, OdMatrix[] cityTrips)
    {
        var (daily, cities) = (new OdMatrix(network.Graph.ZoneCount), model.Inputs.Cities.Count);
        var perDay = JapanInputs.CountsWeekday(model.Year) ? 1 : 1 / DaysPerYear;
        for (var mode = 0; mode < cityTrips.Length; mode++)
        {
            for (var pair = 0; pair < cities * cities; pair++)
                daily[network.ZoneOf((TravelMode)mode, pair / cities), network.ZoneOf((TravelMode)mode, pair % cities)] = perDay * cityTrips[mode].Values[pair];
        }

        return daily;
    }

    private static OdMatrix ByZone(IReadOnlyList<Municipality> places, OdMatrix trips, int zones)
    {
        var sum = new OdMatrix(zones);
        for (var i = 0; i < places.Count; i++)
        {
            var row = trips.Row(i);
            for (var j = 0; j < row.Length; j++)
                sum[places[i].Zone, places[j].Zone] += row[j];
        }

        return sum;
    }
}
