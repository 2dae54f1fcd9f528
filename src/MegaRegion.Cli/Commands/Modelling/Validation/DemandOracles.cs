using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Formats;

namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary>Balancing on the lattice, and migration in Austria where its table is given.</summary>
internal static class DemandOracles
{
    // The reference stops on rows, this engine on columns, which can be a pass apart.
    private const double PassesApart = 1;

    private const string Spint = "spint, restated";

    private static readonly (Deterrence Deterrence, double Beta, double Likelihood, double Deviance)[] Fits =
    [
        (Deterrence.Exponential, -0.0079153331, -4970.57957073, 9360.48209257),
        (Deterrence.Power, -1.2640825332, -3117.96975486, 5655.26284301),
    ];

    /// <summary>Adds all comparisons.</summary>
    /// <param name="austria">Table of Origin, Destination, Data and Dij; null leaves them out.</param>
    /// <param name="list">Receives them.</param>
    public static void Add(FileInfo? austria, OracleList list)
    {
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
        var data = InteractionData.FromMatrices(flows.Values, costs);
        foreach (var (deterrence, beta, likelihood, deviance) in Fits)
        {
            var fit = ModellingInput.Accept(InteractionModel.Fit(data, InteractionFamily.DoublyConstrained, deterrence));
            list.In("Spatial interaction", $"Austria, doubly constrained, {Name(deterrence)}", Spint)
                .Within("β", beta, fit.Parameters[^1].Value, 1e-9)
                .Relative("log-likelihood", likelihood, fit.Statistics.LogLikelihood, 1e-6)
                .Relative("deviance", deviance, fit.Statistics.Deviance, 1e-6);
        }

        foreach (var (deterrence, coefficient, mean) in new[] { (Deterrence.Exponential, -0.00791533316110, 124.022280175272), (Deterrence.Power, -1.26408253318718, 4.573221082205) })
        {
            var result = ModellingInput.Accept(HymanCalibration.Calibrate(flows.Values, costs, deterrence));
            list.In("Calibration by mean cost", $"Austria, {Name(deterrence)}", "an independent program")
                .Relative("β", coefficient, result.Coefficient, 1e-9)
                .Within("mean", mean, result.Mean, 1e-9);
        }
    }

    private static string Name(Deterrence deterrence) => deterrence == Deterrence.Power ? "power" : "exponential";
}
