using MegaRegion.Modelling.Coupling;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// The calibrated model that scenarios run on: the people layer of a survey year, Γ between the four layers, and how freight
/// falls with distance. Made once, then immutable; safe for many threads.
/// </summary>
public sealed class ScenarioModel
{
    private ScenarioModel(ScenarioWorld world, JapanModel people, LayerCoupling coupling, double freightExponent) =>
        (World, People, Coupling, FreightExponent) = (world, people, coupling, freightExponent);

    /// <summary>What it was made from.</summary>
    public ScenarioWorld World { get; }

    /// <summary>The people layer.</summary>
    public JapanModel People { get; }

    /// <summary>Γ.</summary>
    public LayerCoupling Coupling { get; }

    /// <summary>Exponent of freight on distance, negative; used as its exponent on road time.</summary>
    public double FreightExponent { get; }

    /// <summary>Estimates the model.</summary>
    /// <param name="world">The world.</param>
    /// <param name="year">Survey year of the people layer: 2005 or 2010.</param>
    /// <returns>The model, or why it cannot be estimated.</returns>
    public static Outcome<ScenarioModel> Calibrate(ScenarioWorld world, int year = 2010)
    {
        var (people, coupling) = (default(Outcome<JapanModel>)!, default(Outcome<LayerCoupling>)!);
        // Neither needs the other.
        Parallel.Invoke(
            () => people = JapanModel.Calibrate(world.Inputs, year),
            () => coupling = CouplingTable.Estimate(world.Inputs));
        var freight = PrefectureFits.Fit(world.Inputs, world.Inputs.Freight, Deterrence.Power);
        List<Problem> problems = [.. people.Problems, .. coupling.Problems, .. freight.Problems];
        return problems.Count == 0
            ? new ScenarioModel(world, people.Value, coupling.Value, freight.Value["ln cost"].Value)
            : Outcome<ScenarioModel>.Refused(problems);
    }

    /// <summary>The observed flows of the model, as a baseline.</summary>
    public BaselineFlows Observed => new(
        DescriptionOf(People.Year), People.Observed, World.Inputs.Freight, World.Money, World.Information);

    /// <summary>How the observed baseline of a survey year is called.</summary>
    /// <param name="year">The year.</param>
    public static string DescriptionOf(int year) => FormattableString.Invariant($"observed {year}");
}
