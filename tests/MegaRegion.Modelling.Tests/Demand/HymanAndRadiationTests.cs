using System.Globalization;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Demand;

public class HymanAndRadiationTests
{
    [Theory]
    [InlineData(Deterrence.Exponential, -0.00791533316110, 124.022280175272, 978.98827648, 17689.91597947)]
    [InlineData(Deterrence.Power, -1.26408253318718, 4.573221082205, 837.36335283, 18923.60155908)]
    public void Austrian_migration_gives_the_known_coefficient_and_flows(
        Deterrence deterrence, double coefficient, double mean, double first, double third)
    {
        var result = HymanCalibration.Calibrate(Austria.Flow, Austria.Cost, deterrence).Value;
        result.Coefficient.ShouldBe(coefficient, 1e-9 * Math.Abs(coefficient));
        result.Mean.ShouldBe(mean, 1e-9);
        result.Flows[0, 1].ShouldBe(first, 1e-5);
        result.Flows[2, 1].ShouldBe(third, 1e-4);
        result.Balancings.ShouldBeLessThanOrEqualTo(10);
    }

    [Fact]
    public void Hyman_and_maximum_likelihood_agree() =>
        HymanCalibration.Calibrate(Austria.Flow, Austria.Cost, Deterrence.Exponential).Value.Coefficient.ShouldBe(
            InteractionModel.Fit(Austria.Data(), InteractionFamily.DoublyConstrained, Deterrence.Exponential).Value["cost"].Value, 1e-12);

    [Fact]
    public void A_flow_on_a_closed_pair_is_refused()
    {
        var flow = Austria.Flow.Copy();
        flow[2, 2] = 5;
        var problem = HymanCalibration.Calibrate(flow, Austria.Cost, Deterrence.Exponential).Problems.Single();
        (problem.Row, problem.Message).ShouldBe((3, "the pair to zone 3 is closed but carries 5"));
    }

    [Fact]
    public void Radiation_of_three_zones_on_a_line_is_solved_by_hand()
    {
        // Masses 1, 2, 3 at 0, 1, 3. From zone 1: p12 = 1·2/(1·3), p13 = 1·3/(3·6); together 1 − 1/6.
        var distance = new OdMatrix(3, [0, 1, 3, 1, 0, 2, 3, 2, 0]);
        var result = RadiationModel.Probabilities([1, 2, 3], distance);
        result[0, 1].ShouldBe(2.0 / 3 / (5.0 / 6), 1e-14);
        result[0, 2].ShouldBe(1.0 / 6 / (5.0 / 6), 1e-14);
        RadiationModel.Trips([60, 0, 0], [1, 2, 3], distance)[0, 1].ShouldBe(48, 1e-12);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Radiation_probabilities_of_any_zone_add_up_to_one(int seed)
    {
        var random = new Random(seed);
        var distance = new OdMatrix(30);
        foreach (ref var value in distance.Values)
            value = random.NextDouble();
        var mass = Enumerable.Range(0, 30).Select(_ => random.NextDouble()).ToArray();
        var result = RadiationModel.Probabilities(mass, distance);
        for (var zone = 0; zone < 30; zone++)
            result.Row(zone).ToArray().Sum().ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Radiation_agrees_with_the_computed_table_of_New_York_counties()
    {
        using var counties = TntpFolder.Text("../spatial_interaction/ny_counties_2011.csv");
        using var golden = TntpFolder.Text("../spatial_interaction/radiation_golden_ny.csv");
        var rows = counties.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')).ToArray();
        var index = rows.Select((row, k) => (row[0], k)).ToDictionary(item => item.Item1, item => item.k, StringComparer.Ordinal);
        var (distance, expected) = (new OdMatrix(rows.Length), new OdMatrix(rows.Length));
        foreach (var fields in golden.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(',')))
        {
            distance[index[fields[0]], index[fields[1]]] = double.Parse(fields[2], CultureInfo.InvariantCulture);
            expected[index[fields[0]], index[fields[1]]] = double.Parse(fields[5], CultureInfo.InvariantCulture);
        }

        var result = RadiationModel.Probabilities([.. rows.Select(row => double.Parse(row[1], CultureInfo.InvariantCulture))], distance);
        for (var k = 0; k < expected.Values.Length; k++)
            result.Values[k].ShouldBe(expected.Values[k], (1e-9 * expected.Values[k]) + 1e-15);
    }
}
