using MegaRegion.DataSet;
using MegaRegion.DataSet.Models;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Tests.Japan;

public class MunicipalModelTests
{
    private const int PerZone = 4;

    private static readonly Lazy<IReadOnlyList<Municipality>> All = new(() => MunicipalitiesReader.Read(JapanDataSet.Load(DataSetLocator.Locate()), Shipped.Inputs));

    [Fact]
    public void Trips_of_all_municipalities_add_up_to_the_survey_and_follow_population()
    {
        var places = All.Value;
        places.Count.ShouldBe(1741);
        var answer = MunicipalModel.Solve(Shipped.Model, places, options: new MunicipalOptions { Workers = 2 }).Value;
        answer.Converged.ShouldBeTrue();
        var observed = Shipped.Inputs.AllTrips(2010);
        for (var zone = 0; zone < observed.Size; zone++)
        {
            var surveyed = Enumerable.Range(0, observed.Size).Where(other => Shipped.Inputs.IsSurveyed(zone, other)).ToArray();
            var (leaving, reaching) = (surveyed.Sum(other => observed[zone, other]), surveyed.Sum(other => observed[other, zone]));
            surveyed.Sum(other => answer.ZoneTrips[zone, other]).ShouldBe(leaving, 1e-6 * leaving);
            surveyed.Sum(other => answer.ZoneTrips[other, zone]).ShouldBe(reaching, 1e-6 * reaching);
        }

        // Within a zone trips follow population, and what travels between cities is what is made between municipalities.
        var (first, second) = (Index("鶴岡市"), Index("酒田市"));
        (Leaving(answer, first) / Leaving(answer, second)).ShouldBe(places[first].Population / (double)places[second].Population, 1e-6);
        answer.CityTrips.Sum(mode => mode.Total()).ShouldBe(answer.Trips.Total(), 1e-6 * answer.Trips.Total());
        Common(observed, answer.ZoneTrips).ShouldBeGreaterThan(0.7);

        int Index(string name) => places.ToList().FindIndex(place => place.NameJa.Equals(name, StringComparison.Ordinal));
    }

    [Fact]
    public void Crowding_is_solved_to_the_residual_and_moves_travellers_off_the_trains()
    {
        var free = MunicipalModel.Solve(Shipped.Model, Largest()).Value;
        var crowded = MunicipalModel.Solve(Shipped.Model, Largest(), link => link.Kind == LinkKind.Shinkansen ? link with { SeatsPerDay = 15_000 } : link).Value;
        (free.Converged, free.Residuals.Count).ShouldBe((true, 1));
        crowded.Converged.ShouldBeTrue();
        crowded.Residuals.Count.ShouldBeInRange(2, 4);
        crowded.Residuals[^1].ShouldBeLessThanOrEqualTo(1e-4);
        crowded.CityTrips[(int)TravelMode.Rail].Total().ShouldBeLessThan(0.999 * free.CityTrips[(int)TravelMode.Rail].Total());
    }

    [Fact]
    public void Results_do_not_depend_on_the_number_of_workers()
    {
        var (one, two) = (MunicipalModel.Solve(Shipped.Model, Largest()).Value, MunicipalModel.Solve(Shipped.Model, Largest(), options: new MunicipalOptions { Workers = 2 }).Value);
        two.Trips.Values.SequenceEqual(one.Trips.Values).ShouldBeTrue();
        two.Assignment.LinkFlow.ShouldBe(one.Assignment.LinkFlow);
    }

    private static List<Municipality> Largest() =>
        [.. All.Value.GroupBy(place => place.Zone).SelectMany(zone => zone.OrderByDescending(place => place.Population).Take(PerZone))];

    private static double Leaving(MunicipalAnswer answer, int place) => answer.Trips.Row(place).ToArray().Sum();

    private static double Common(OdMatrix observed, OdMatrix found)
    {
        var (common, total) = (0.0, 0.0);
        for (var pair = 0; pair < observed.Values.Length; pair++)
        {
            if (!Shipped.Inputs.IsSurveyed(pair / observed.Size, pair % observed.Size))
                continue;
            (common, total) = (common + Math.Min(observed.Values[pair], found.Values[pair]), total + observed.Values[pair]);
        }

        return common / total;
    }
}
