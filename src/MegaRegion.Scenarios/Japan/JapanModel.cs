using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// The people layer of Japan: 50 survey zones, 111 cities on a multimodal network, choice of mode and number of trips
/// estimated on the inter-regional passenger survey.
/// <para>Answers pivot on what was observed (<see cref="PivotDemand"/>): a scenario moves observed trips by the model's
/// ratio of after to before, so the empty scenario gives the observed trips back and errors of the fit do not pass for
/// effects.</para>
/// <para>Calibrated once, in seconds, then immutable; safe for many threads.</para>
/// </summary>
public sealed class JapanModel
{
    private const int ValueOfTimeRounds = 6;

    // Cheapest paths jump between a few, so a finer agreement need not exist.
    private const double ValueOfTimeTolerance = 0.02;

    private JapanModel(JapanInputs inputs, TravelAssumptions assumptions, int year, TravelNetwork network, LevelOfService service, ModeSplit choice, Distribution distribution) =>
        (Inputs, Assumptions, Year, Network, Service, Choice, Distribution) = (inputs, assumptions, year, network, service, choice, distribution);

    /// <summary>What it was made from.</summary>
    public JapanInputs Inputs { get; }

    /// <summary>What was assumed; the value of time is the estimated one.</summary>
    public TravelAssumptions Assumptions { get; }

    /// <summary>Year of the observed trips.</summary>
    public int Year { get; }

    /// <summary>The network of the year.</summary>
    public TravelNetwork Network { get; }

    /// <summary>What travel takes in the year.</summary>
    public LevelOfService Service { get; }

    /// <summary>Choice of mode.</summary>
    public ModeSplit Choice { get; }

    /// <summary>Trips between zones.</summary>
    public Distribution Distribution { get; }

    /// <summary>Observed trips by <see cref="TravelMode"/>.</summary>
    public OdMatrix[] Observed => Inputs.TripsByMode[Year];

    /// <summary>Estimates the model on the survey of a year. Rounds are repeated until the value of time with which paths are chosen is the estimated one.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="year">1990, 1995, 2000, 2005 or 2010.</param>
    /// <param name="assumptions">What is assumed; null takes the defaults.</param>
    /// <returns>The model, or why it cannot be estimated.</returns>
    public static Outcome<JapanModel> Calibrate(JapanInputs inputs, int year, TravelAssumptions? assumptions = null)
    {
        assumptions ??= new TravelAssumptions();
        for (var round = 1; ; round++)
        {
            var (network, service) = At(inputs, assumptions, year);
            var choice = ModeSplit.Estimate(inputs, service, inputs.TripsByMode[year]);
            if (!choice.IsOk)
                return Outcome<JapanModel>.Refused(choice.Problems);
            var found = choice.Value.YenPerMinute;
            if (!(found > 0 && double.IsFinite(found)))
                return Outcome<JapanModel>.Refused(new Problem("mode choice", 0, "value of time", $"expected a value above 0, found {found:R} yen per minute"));
            if (round < ValueOfTimeRounds && Math.Abs(found - assumptions.YenPerMinute) > ValueOfTimeTolerance * found)
            {
                assumptions = assumptions with { YenPerMinute = found };
                continue;
            }

            var distribution = Distribution.Estimate(inputs, choice.Value, service, inputs.AllTrips(year));
            return distribution.IsOk
                ? new JapanModel(inputs, assumptions, year, network, service, choice.Value, distribution.Value)
                : Outcome<JapanModel>.Refused(distribution.Problems);
        }
    }

    /// <summary>Network and service of a year, with this model's assumptions.</summary>
    /// <param name="year">The year.</param>
    public (TravelNetwork Network, LevelOfService Service) At(int year) => At(Inputs, Assumptions, year);

    private static (TravelNetwork Network, LevelOfService Service) At(JapanInputs inputs, TravelAssumptions assumptions, int year)
    {
        var links = ModeLinks.Of(inputs.Links.Where(link => link.IsServed(year)), assumptions, year).ToArray();
        var network = new TravelNetwork(inputs.Cities, links, assumptions.YenPerMinute);
        return (network, LevelOfService.Measure(network, inputs.Cities, inputs.Zones.Count, network.FreeFlowCost()));
    }
}
