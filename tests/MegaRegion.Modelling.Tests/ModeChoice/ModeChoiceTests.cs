using MathNet.Numerics.Distributions;
using MegaRegion.Modelling.ModeChoice;

namespace MegaRegion.Modelling.Tests.ModeChoice;

public class ModeChoiceTests
{
    [Fact]
    public void A_multinomial_logit_is_solved_by_hand()
    {
        var share = new double[3];
        var logSum = NestedLogit.Multinomial(3).Shares([0, Math.Log(2), Math.Log(5)], share);
        share.ShouldBe([1.0 / 8, 2.0 / 8, 5.0 / 8], 1e-15);
        logSum.ShouldBe(Math.Log(8), 1e-15);
    }

    [Theory]
    [InlineData(1, 1.0 / 3)]
    [InlineData(1e-6, 1.0 / 4)]
    public void Two_buses_of_different_colour_take_a_third_each_or_share_half(double dissimilarity, double bus)
    {
        var share = new double[3];
        new NestedLogit([0, 1, 1], [1, dissimilarity]).Shares([0, 0, 0], share);
        share[1].ShouldBe(bus, 1e-6);
        share[2].ShouldBe(bus, 1e-6);
    }

    [Fact]
    public void The_derivative_of_the_log_sum_is_the_share()
    {
        var model = new NestedLogit([0, 1, 1, 0], [0.4, 0.7]);
        double[] utility = [0.3, -1, 0.2, 0.9];
        var (share, scratch) = (new double[4], new double[4]);
        model.Shares(utility, share);
        share.Sum().ShouldBe(1, 1e-14);
        for (var mode = 0; mode < 4; mode++)
        {
            double At(double shift) => model.Shares([.. utility.Select((v, k) => k == mode ? v + shift : v)], scratch);
            ((At(1e-5) - At(-1e-5)) / 2e-5).ShouldBe(share[mode], 1e-9);
        }
    }

    [Fact]
    public void Modes_that_are_not_available_get_nothing()
    {
        var share = new double[3];
        var model = new NestedLogit([0, 1, 1], [1, 0.5]);
        model.Shares([double.NegativeInfinity, 1, double.NegativeInfinity], share).ShouldBe(1, 1e-14);
        share.ShouldBe([0.0, 1, 0]);
        model.Shares([double.NegativeInfinity, double.NegativeInfinity, double.NegativeInfinity], share).ShouldBe(double.NegativeInfinity);
        share.ShouldBe([0.0, 0, 0]);
    }

    [Fact]
    public void Utilities_far_from_zero_neither_overflow_nor_vanish()
    {
        var share = new double[2];
        NestedLogit.Multinomial(2).Shares([-5000, -5000 + Math.Log(3)], share);
        share.ShouldBe([0.25, 0.75], 1e-12);
    }

    [Fact]
    public void A_binary_logit_on_two_cases_is_estimated_in_closed_form()
    {
        // Log-odds ln 3 at a difference of 0 and ln 1/3 at 10: constant ln 3, coefficient −2 ln 3 / 10.
        var data = new ModeChoiceData
        {
            Modes = ["rail", "air"],
            Attributes = ["minutes"],
            Trips = [[25, 75], [75, 25]],
            Values = [[[0], [0]], [[0], [10]]],
        };
        var fit = ModeChoiceModel.Estimate(data).Value;
        fit["constant air"].Value.ShouldBe(Math.Log(3), 1e-7);
        fit["minutes"].Value.ShouldBe(-0.2 * Math.Log(3), 1e-8);
        fit.Shares[1][0].ShouldBe(0.75, 1e-7);

        // The constant rests on the first case alone: variance 1 / (100 · 0.25 · 0.75).
        fit["constant air"].StandardError.ShouldBe(Math.Sqrt(1 / 18.75), 1e-5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Parameters_are_recovered_from_synthetic_choices_within_their_standard_errors(int seed)
    {
        var fit = ModeChoiceModel.Estimate(Synthetic(seed), [0, 1, 1]).Value;
        foreach (var (name, truth) in new[] { ("minutes", -0.02), ("fare", -0.1), ("constant rail", 0.4), ("constant bus", -0.3), ("dissimilarity 1", 0.5) })
            Math.Abs(fit[name].Value - truth).ShouldBeLessThan(4 * fit[name].StandardError, name);
        fit["minutes"].StandardError.ShouldBeLessThan(0.002);
        fit.PseudoR2.ShouldBeInRange(0.01, 0.99);
    }

    [Fact]
    public void Wrong_data_are_refused_case_by_case()
    {
        var data = new ModeChoiceData
        {
            Modes = ["rail", "air"],
            Attributes = ["minutes"],
            Trips = [[-1, 2], [3, 4]],
            Values = [[[1], [1]], [[1], [double.NaN]]],
        };
        ModeChoiceModel.Estimate(data).Problems.Select(p => (p.Row, p.Field)).ShouldBe([(1, "rail"), (2, "air")]);
    }

    [Fact]
    public void An_attribute_that_never_differs_is_refused()
    {
        var data = new ModeChoiceData
        {
            Modes = ["rail", "air"],
            Attributes = ["minutes"],
            Trips = [[25, 75], [75, 25]],
            Values = [[[7], [7]], [[9], [9]]],
        };
        ModeChoiceModel.Estimate(data).Problems.Single().Field.ShouldBe("attributes");
    }

    private static ModeChoiceData Synthetic(int seed)
    {
        var random = new Random(seed);
        var model = new NestedLogit([0, 1, 1], [1, 0.5]);
        var (trips, values, share) = (new double[60][], new double[60][][], new double[3]);
        for (var row = 0; row < trips.Length; row++)
        {
            values[row] = [.. Enumerable.Range(0, 3).Select(_ => new[] { 30 + (200 * random.NextDouble()), 1 + (20 * random.NextDouble()) })];
            if (row % 7 == 0)
                values[row][2] = [double.NaN, 0];
            double[] constant = [0, 0.4, -0.3];
            var utility = values[row].Select((x, m) => double.IsNaN(x[0]) ? double.NegativeInfinity : constant[m] - (0.02 * x[0]) - (0.1 * x[1])).ToArray();
            model.Shares(utility, share);
            trips[row] = [.. Multinomial.Sample(random, share, 500).Select(count => (double)count)];
        }

        return new ModeChoiceData { Modes = ["car", "rail", "bus"], Attributes = ["minutes", "fare"], Trips = trips, Values = values };
    }
}
