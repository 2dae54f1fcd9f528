using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Demand;

public class InteractionModelTests
{
    private const InteractionFamily Gravity = InteractionFamily.Unconstrained;
    private const InteractionFamily Production = InteractionFamily.ProductionConstrained;
    private const InteractionFamily Attraction = InteractionFamily.AttractionConstrained;
    private const InteractionFamily Doubly = InteractionFamily.DoublyConstrained;

    [Theory]
    [InlineData(Gravity, Deterrence.Exponential, -8.0182284060, -0.0062293837035, -10057.03717431, 19533.39765305, 20122.074349, 0.60772850)]
    [InlineData(Production, Deterrence.Exponential, -1.1685188421, -0.0072617023, -7909.62689949, 15238.57701798, 15841.253799, 0.46448347)]
    [InlineData(Attraction, Deterrence.Exponential, -0.9159258296, -0.0069503446, -7980.15655061, 15379.63639177, 15982.313101, 0.58400234)]
    [InlineData(Doubly, Deterrence.Exponential, 6.2047151769, -0.0079153331, -4970.57957073, 9360.48209257, 9977.159141, 0.37925655)]
    [InlineData(Gravity, Deterrence.Power, -0.8575546924, -1.0593957707, -6649.45342145, 12718.23018799, 13306.906843, 0.39049333)]
    [InlineData(Production, Deterrence.Power, 5.0309047442, -1.1553679186, -5417.43270031, 10254.18874520, 10856.865401, 0.32129778)]
    [InlineData(Attraction, Deterrence.Power, 5.0595530133, -1.0925162582, -5607.38380904, 10634.09096248, 11236.767618, 0.49996498)]
    [InlineData(Doubly, Deterrence.Power, 11.4406875491, -1.2640825332, -3117.96975486, 5655.26284301, 6271.939510, 0.27768144)]
    public void Austrian_migration_gives_the_published_coefficients(
        InteractionFamily family, Deterrence deterrence, double constant, double beta, double likelihood, double deviance, double aic, double srmse)
    {
        var fit = InteractionModel.Fit(Austria.Data(), family, deterrence).Value;
        fit.Parameters[^1].Value.ShouldBe(beta, 1e-9);
        (fit.OriginEffect[0] + fit.DestinationEffect[0]).ShouldBe(constant, 1e-6);
        fit.Statistics.LogLikelihood.ShouldBe(likelihood, 1e-6 * Math.Abs(likelihood));
        fit.Statistics.Deviance.ShouldBe(deviance, 1e-6 * deviance);
        fit.Statistics.Aic.ShouldBe(aic, 1e-5);
        fit.Statistics.Srmse.ShouldBe(srmse, 1e-6);
    }

    [Fact]
    public void Masses_of_unconstrained_ends_get_the_published_coefficients()
    {
        var gravity = InteractionModel.Fit(Austria.Data(), Gravity, Deterrence.Exponential).Value;
        gravity["ln origin mass"].Value.ShouldBe(0.86931612745, 1e-9);
        gravity["ln destination mass"].Value.ShouldBe(0.89144515279, 1e-9);
        InteractionModel.Fit(Austria.Data(), Production, Deterrence.Exponential).Value["ln destination mass"].Value.ShouldBe(0.9028544779, 1e-9);
        InteractionModel.Fit(Austria.Data(), Attraction, Deterrence.Power).Value["ln origin mass"].Value.ShouldBe(0.729677498, 1e-9);
    }

    [Fact]
    public void The_doubly_constrained_fit_equals_published_flows_and_similarity()
    {
        var fit = InteractionModel.Fit(Austria.Data(), Doubly, Deterrence.Exponential).Value;
        fit.Fitted[0].ShouldBe(978.98827648, 1e-5);
        fit.Statistics.Sorensen.ShouldBe(0.811852110904, 1e-7);
        fit.Statistics.PseudoR2.ShouldBe(0.943539912198, 1e-7);
        fit["cost"].Value.ShouldBe(-0.00791533316110, 1e-12);
    }

    [Theory]
    [InlineData(Gravity)]
    [InlineData(Doubly)]
    public void Standard_errors_equal_those_of_the_full_model_with_dummies(InteractionFamily family)
    {
        var data = Austria.Data();
        var fit = InteractionModel.Fit(data, family, Deterrence.Exponential).Value;
        var expected = DummyModelStandardError(data, fit, family);
        fit["cost"].StandardError.ShouldBe(expected, 1e-9 * expected);
        fit["cost"].RobustStandardError.ShouldBeGreaterThan(5 * fit["cost"].StandardError);
    }

    [Fact]
    public void The_standard_error_of_the_doubly_constrained_model_is_the_published_one() =>
        InteractionModel.Fit(Austria.Data(), Doubly, Deterrence.Exponential).Value["cost"].StandardError
            .ShouldBe(5.06213514e-05, 1e-4 * 5.06e-05);

    [Theory]
    [InlineData(Production)]
    [InlineData(Attraction)]
    [InlineData(Doubly)]
    public void Fitted_totals_and_mean_cost_equal_observed_ones(InteractionFamily family)
    {
        var data = Austria.Data();
        var fit = InteractionModel.Fit(data, family, Deterrence.Tanner).Value;
        Weighted(data, fit, k => data.Cost[k]).ShouldBe(0, 1e-9);
        Weighted(data, fit, k => Math.Log(data.Cost[k])).ShouldBe(0, 1e-9);
        for (var zone = 0; zone < Austria.Zones; zone++)
        {
            if (family != Attraction)
                Weighted(data, fit, k => data.Origin[k] == zone ? 1 : 0).ShouldBe(0, 1e-10);
            if (family != Production)
                Weighted(data, fit, k => data.Destination[k] == zone ? 1 : 0).ShouldBe(0, 1e-10);
        }
    }

    [Theory]
    [InlineData(Gravity)]
    [InlineData(Production)]
    [InlineData(Attraction)]
    [InlineData(Doubly)]
    public void Parameters_are_recovered_from_synthetic_counts_within_their_standard_errors(InteractionFamily family)
    {
        var data = SyntheticFlows.Create(family, seed: 5);
        var fit = InteractionModel.Fit(data, family, Deterrence.Tanner).Value;
        foreach (var parameter in fit.Parameters)
            Math.Abs(parameter.Value - SyntheticFlows.Truth[parameter.Name]).ShouldBeLessThan(4 * parameter.StandardError);
    }

    [Fact]
    public void A_model_compared_with_itself_is_perfect()
    {
        var statistics = FitStatistics.Compare([3, 0, 8], [3, 1e-300, 8], 1);
        (statistics.Srmse, statistics.CommonPart).ShouldBe((0, 1));
        statistics.R2.ShouldBe(1, 1e-12);
        statistics.Deviance.ShouldBe(0, 1e-12);
    }

    [Fact]
    public void Wrong_data_are_refused_entry_by_entry()
    {
        var data = new InteractionData { ZoneCount = 2, Origin = [0, 1], Destination = [1, 2], Flow = [-1, 2], Cost = [1, 0] };
        InteractionModel.Fit(data, Doubly, Deterrence.Power).Problems.Select(p => (p.Row, p.Field))
            .ShouldBe([(1, "flow"), (2, "zone"), (2, "cost")]);
        InteractionModel.Fit(data, Gravity, Deterrence.Exponential).Problems.Select(p => p.Field).Any(field => string.Equals(field, "origin mass", StringComparison.Ordinal)).ShouldBeTrue();
    }

    [Fact]
    public void A_cost_that_does_not_vary_within_zones_is_refused()
    {
        var data = new InteractionData { ZoneCount = 2, Origin = [0, 1], Destination = [1, 0], Flow = [4, 2], Cost = [1, 2] };
        InteractionModel.Fit(data, Doubly, Deterrence.Exponential).Problems.Single().Field.ShouldBe("covariates");
    }

    private static double Weighted(InteractionData data, InteractionFit fit, Func<int, double> weight) =>
        Enumerable.Range(0, data.Flow.Length).Sum(k => weight(k) * (fit.Fitted[k] - data.Flow[k])) / data.Flow.Sum();

    /// <summary>The same by the textbook: the inverse of Xᵀ diag(μ) X with every dummy written out.</summary>
    private static double DummyModelStandardError(InteractionData data, InteractionFit fit, InteractionFamily family)
    {
        double[] Row(int k) => family == Gravity
            ? [data.Cost[k], 1, Math.Log(data.OriginMass[data.Origin[k]]), Math.Log(data.DestinationMass[data.Destination[k]])]
            : [data.Cost[k], .. Enumerable.Range(0, 9).Select(i => data.Origin[k] == i ? 1.0 : 0), .. Enumerable.Range(1, 8).Select(j => data.Destination[k] == j ? 1.0 : 0)];
        var x = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRowArrays(Enumerable.Range(0, data.Flow.Length).Select(Row));
        var weights = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DiagonalOfDiagonalArray(fit.Fitted);
        return Math.Sqrt((x.Transpose() * weights * x).Inverse()[0, 0]);
    }
}
