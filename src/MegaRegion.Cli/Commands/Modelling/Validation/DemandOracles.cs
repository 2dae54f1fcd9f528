using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary>Balancing on the lattice, radiation by hand, and migration in Austria where its table is given.</summary>
internal static class DemandOracles
{
    // The reference stops on rows, this engine on columns, which can be a pass apart.
    private const double PassesApart = 1;

    private const string Spint = "spint, restated";

    private static readonly (InteractionFamily Family, Deterrence Deterrence, double Beta, double Likelihood, double Deviance, double Srmse)[] Fits =
    [
        (InteractionFamily.Unconstrained, Deterrence.Exponential, -0.0062293837035, -10057.03717431, 19533.39765305, 0.60772850),
        (InteractionFamily.ProductionConstrained, Deterrence.Exponential, -0.0072617023, -7909.62689949, 15238.57701798, 0.46448347),
        (InteractionFamily.AttractionConstrained, Deterrence.Exponential, -0.0069503446, -7980.15655061, 15379.63639177, 0.58400234),
        (InteractionFamily.DoublyConstrained, Deterrence.Exponential, -0.0079153331, -4970.57957073, 9360.48209257, 0.37925655),
        (InteractionFamily.Unconstrained, Deterrence.Power, -1.0593957707, -6649.45342145, 12718.23018799, 0.39049333),
        (InteractionFamily.ProductionConstrained, Deterrence.Power, -1.1553679186, -5417.43270031, 10254.18874520, 0.32129778),
        (InteractionFamily.AttractionConstrained, Deterrence.Power, -1.0925162582, -5607.38380904, 10634.09096248, 0.49996498),
        (InteractionFamily.DoublyConstrained, Deterrence.Power, -1.2640825332, -3117.96975486, 5655.26284301, 0.27768144),
    ];

    private static readonly (Deterrence Deterrence, double Beta, double Mean, double First, double Second)[] Means =
    [
        (Deterrence.Exponential, -0.00791533316110, 124.022280175272, 978.98827648, 17689.91597947),
        (Deterrence.Power, -1.26408253318718, 4.573221082205, 837.36335283, 18923.60155908),
    ];

    /// <summary>Adds all comparisons.</summary>
    /// <param name="austria">Table of Origin, Destination, Data and Dij; null leaves them out.</param>
    /// <param name="list">Receives them.</param>
    public static void Add(FileInfo? austria, OracleList list)
    {
        Radiation(list);
        foreach (var (beta, passes, first, mean) in new[] { (0.05, 22, 159.5674552420, 28.157666957148), (0.1, 68, 448.4011562821, 16.421720962821), (0.3, 529, 661.5882927818, 5.980136169549) })
            Balance(beta, passes, first, mean, list);
        if (austria is null)
            list.Miss("austria.csv");
        else
            Austria(austria, list);
    }

    private static void Balance(double beta, int passes, double first, double mean, OracleList list)
    {
        var distances = Lattice.Distances(207);
        var seed = Lattice.Seed(distances, beta);
        var (rows, columns) = Lattice.Totals(207);
        var result = ModellingInput.Accept(Balancing.Balance(seed, rows, columns, new BalancingOptions { Accelerate = false }));
        var (trips, cost) = (result.Apply(seed), 0.0);
        for (var pair = 0; pair < trips.Values.Length; pair++)
            cost += trips.Values[pair] * distances.Values[pair];
        list.In("Balancing", FormattableString.Invariant($"207 × 207 lattice, β = {beta}, to 1e-9"), "numpy and AequilibraE")
            .Within("passes", passes, result.Passes, PassesApart)
            .Relative("T[0,0]", first, trips[0, 0], 1e-8)
            .Relative("mean cost", mean, cost / trips.Total(), 1e-8)
            .Relative("total", 262066.368370, trips.Total(), 1e-9);
    }

    private static void Austria(FileInfo file, OracleList list)
    {
        var flows = ModellingInput.Read(file.FullName, (reader, source) => OdTableReader.ReadFlows(reader, source, new OdColumns("Origin", "Destination", "Data")));
        var costs = ModellingInput.Read(file.FullName, (reader, source) => OdTableReader.ReadCosts(reader, source, new OdColumns("Origin", "Destination", "Dij"))).Values.Copy();
        for (var zone = 0; zone < costs.Size; zone++)
            costs[zone, zone] = double.PositiveInfinity;
        foreach (var (family, deterrence, beta, likelihood, deviance, srmse) in Fits)
        {
            var fit = ModellingInput.Accept(InteractionModel.Fit(WithMasses(flows.Values, costs), family, deterrence));
            list.In("Spatial interaction", $"Austria, {Name(family)}, {Name(deterrence)}", Spint)
                .Within("β", beta, fit.Parameters[^1].Value, 1e-9)
                .Relative("log-likelihood", likelihood, fit.Statistics.LogLikelihood, 1e-6)
                .Relative("deviance", deviance, fit.Statistics.Deviance, 1e-6)
                .Within("SRMSE", srmse, fit.Statistics.Srmse, 1e-6);
        }

        foreach (var (deterrence, coefficient, mean, first, second) in Means)
        {
            var result = ModellingInput.Accept(HymanCalibration.Calibrate(flows.Values, costs, deterrence));
            list.In("Calibration by mean cost", $"Austria, {Name(deterrence)}", "an independent program")
                .Relative("β", coefficient, result.Coefficient, 1e-9)
                .Within("mean", mean, result.Mean, 1e-9)
                .Within("T[AT11,AT12]", first, result.Flows[0, 1], 1e-5)
                .Within("T[AT13,AT12]", second, result.Flows[2, 1], 1e-4);
        }
    }

    /// <summary>The masses of the table are what leaves and what reaches each region.</summary>
    private static InteractionData WithMasses(OdMatrix flows, OdMatrix costs)
    {
        var pairs = InteractionData.FromMatrices(flows, costs);
        var zones = Enumerable.Range(0, flows.Size);
        return new InteractionData
        {
            ZoneCount = pairs.ZoneCount,
            Origin = pairs.Origin,
            Destination = pairs.Destination,
            Flow = pairs.Flow,
            Cost = pairs.Cost,
            OriginMass = [.. zones.Select(zone => zones.Sum(other => flows[zone, other]))],
            DestinationMass = [.. zones.Select(zone => zones.Sum(other => flows[other, zone]))],
        };
    }

    // Masses 1, 2, 3 at 0, 1, 3 on a line. From the first: p₁₂ = 1·2 / (1·3), p₁₃ = 1·3 / (3·6), together 1 − 1/6.
    private static void Radiation(OracleList list)
    {
        var found = RadiationModel.Probabilities([1, 2, 3], new OdMatrix(3, [0, 1, 3, 1, 0, 2, 3, 2, 0]));
        list.In("Radiation", "three zones on a line", "by hand")
            .Within("probability of the nearer zone", 0.8, found[0, 1], 1e-14)
            .Within("probability of the farther zone", 0.2, found[0, 2], 1e-14);
    }

    private static string Name(InteractionFamily family) => family switch
    {
        InteractionFamily.Unconstrained => "unconstrained",
        InteractionFamily.ProductionConstrained => "production-constrained",
        InteractionFamily.AttractionConstrained => "attraction-constrained",
        _ => "doubly constrained",
    };

    private static string Name(Deterrence deterrence) => deterrence == Deterrence.Power ? "power" : "exponential";
}
