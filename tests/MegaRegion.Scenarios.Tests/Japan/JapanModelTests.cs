using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Japan;

namespace MegaRegion.Scenarios.Tests.Japan;

public sealed class JapanModelTests
{
    private static readonly TravelMode[] Modes = Enum.GetValues<TravelMode>();

    [Fact]
    public void The_estimated_choice_is_one_that_a_traveller_could_make()
    {
        var model = Shipped.Model;
        model.Choice.Fit["hours"].Value.ShouldBeLessThan(-5 * model.Choice.Fit["hours"].RobustStandardError);
        model.Choice.Fit["fare (10,000 yen)"].Value.ShouldBeLessThan(-5 * model.Choice.Fit["fare (10,000 yen)"].RobustStandardError);
        (model.Choice.YenPerMinute * 60).ShouldBeInRange(2000, 6000);
        model.Distribution.LogSumCoefficient.ShouldBeInRange(0.1, 1, "above 1 a better train would draw trips from nowhere");
        model.Assumptions.YenPerMinute.ShouldBe(model.Choice.YenPerMinute, 0.02 * model.Choice.YenPerMinute, "paths are chosen by the same value of time");
    }

    [Fact]
    public void The_distribution_reproduces_the_trips_that_leave_and_reach_every_zone()
    {
        var (observed, fitted, outside) = (Shipped.Inputs.AllTrips(2010), Shipped.Model.Distribution.Fitted(), 0.0);
        var total = observed.Total();
        for (var i = 0; i < 50; i++)
        {
            for (var j = 0; j < 50; j++)
            {
                if (Modes.Any(mode => double.IsFinite(Shipped.Model.Service.Minutes[(int)mode][i, j])))
                    continue;
                outside += observed[i, j];
                observed[i, j] = 0;
            }
        }

        (outside / total).ShouldBeLessThan(0.002, "pairs without any known way stand outside the fit");
        for (var zone = 0; zone < 50; zone++)
            Row(fitted, zone).ShouldBe(Row(observed, zone), 1e-9 * Row(observed, zone));
    }

    [Theory]
    [InlineData(1990)]
    [InlineData(2005)]
    public void A_model_of_an_earlier_survey_foretells_national_shares_of_2010(int year)
    {
        var cast = BackCast.Make(Shipped.Inputs, year, 2010).Value;
        for (var mode = 0; mode < Modes.Length; mode++)
            cast.ForetoldShares[mode].ShouldBe(cast.ObservedShares[mode], 0.015);
        cast.ModeError.ShouldBeLessThan(0.09);
        cast.TripError.ShouldBeLessThan(0.13);
    }

    [Fact]
    public void The_report_is_the_same_bytes_every_time()
    {
        var cast = BackCast.Make(Shipped.Inputs, 2005, 2010).Value;
        string Written()
        {
            using var writer = new StringWriter();
            JapanReport.Write(writer, Shipped.Model, [cast]);
            return writer.ToString();
        }

        var text = Written();
        text.ShouldBe(Written());
        text.ShouldContain("| 2005 → 2010 |");
        text.ShouldNotContain("NaN");
    }

    private static double Row(OdMatrix matrix, int zone)
    {
        var sum = 0.0;
        foreach (var value in matrix.Row(zone))
            sum += value;
        return sum;
    }
}
