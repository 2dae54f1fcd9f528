using MegaRegion.Modelling.Coupling;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>
/// How layers move together between prefectures, estimated on trips of 2010, freight of FY2022 and migration of 2019: flows of
/// different years, so only what lasts between pairs shows. Money and information are not observed between prefectures and
/// take no part.
/// </summary>
public static class JapanCoupling
{
    /// <summary>The layers, in the order of the coupling.</summary>
    public static readonly IReadOnlyList<string> Layers = ["trips", "freight", "migration"];

    /// <summary>Estimates Γ over the pairs of prefectures that the passenger survey covers.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <returns>The coupling, which may be unstable, or why it cannot be estimated.</returns>
    public static Outcome<LayerCoupling> Estimate(JapanInputs inputs)
    {
        var surveyed = inputs.PrefectureTrips2010;
        OdMatrix[] flows = [surveyed, Where(inputs.Freight, surveyed), Where(inputs.Migration[2019], surveyed)];
        return LayerCoupling.Estimate(Layers, flows, inputs.PrefectureKilometres);
    }

    /// <summary>Flows of the surveyed pairs; others would look as if nobody travelled there.</summary>
    private static OdMatrix Where(OdMatrix flows, OdMatrix surveyed)
    {
        var result = flows.Copy();
        for (var pair = 0; pair < result.Values.Length; pair++)
            result.Values[pair] = surveyed.Values[pair] > 0 ? result.Values[pair] : 0;
        return result;
    }
}
