using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>Changes that bring visitors to a place: hubs, facilities, events, jobs.</summary>
internal sealed class VisitChanges(ChangeFactors factors)
{
    private const double DaysPerYear = 365;

    public void Apply(ChangeHub hub) => Bring(hub.Place, hub.VisitorsPerYear, hub.NewTrips);

    public void Apply(HoldEvent hold) => Bring(hold.Place, hold.Visitors * DaysPerYear / hold.Days, newTrips: 1);

    public void Apply(ScaleFacility facility) => Scale(facility.Place, Math.Pow(facility.Factor, facility.Elasticity));

    public void Apply(CreateJobs jobs)
    {
        Bring(jobs.Place, jobs.Jobs * jobs.TripsPerJob, newTrips: 1);
        foreach (var share in factors.SharesOf(jobs.Place))
            factors.IncomeYen[share.Prefecture] += jobs.Jobs * jobs.YenPerJob * share.OfZone / ShareOfZones(jobs.Place);
    }

    /// <summary>Multiplies the trips to and from a place.</summary>
    public void Scale(string place, double factor)
    {
        foreach (var share in factors.SharesOf(place))
        {
            factors.Destination[share.Zone] *= ChangeFactors.OnWhole(factor, share.OfZone);
            factors.Origin[share.Zone] *= ChangeFactors.OnWhole(factor, share.OfZone);
        }
    }

    /// <summary>Visitors come and go home again; those who would have travelled anyway are missing elsewhere.</summary>
    private void Bring(string place, double perYear, double newTrips)
    {
        var (arriving, leaving, total) = Totals();
        foreach (var share in factors.SharesOf(place))
        {
            var here = perYear * share.OfZone / ShareOfZones(place);
            factors.Destination[share.Zone] *= Factor(here, arriving[share.Zone]);
            factors.Origin[share.Zone] *= Factor(here, leaving[share.Zone]);
            var elsewhere = Factor(-here * (1 - newTrips), total - arriving[share.Zone]);
            for (var zone = 0; elsewhere != 1 && zone < factors.Destination.Length; zone++)
                factors.Destination[zone] *= zone == share.Zone ? 1 : elsewhere;
        }
    }

    private double ShareOfZones(string place) => factors.SharesOf(place).Sum(share => share.OfZone);

    private static double Factor(double more, double of) => of > 0 ? Math.Max(0, 1 + (more / of)) : 1;

    private (double[] Arriving, double[] Leaving, double Total) Totals()
    {
        var trips = factors.Trips;
        var (arriving, leaving) = (new double[trips.Size], new double[trips.Size]);
        for (var i = 0; i < trips.Size; i++)
        {
            for (var j = 0; j < trips.Size; j++)
            {
                leaving[i] += trips[i, j];
                arriving[j] += trips[i, j];
            }
        }

        return (arriving, leaving, arriving.Sum());
    }
}
