using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Scenarios.Japan;

/// <summary>Gravity models of the layers that are known between prefectures: migration as a second purpose of people, and freight.</summary>
public static class PrefectureFits
{
    /// <summary>Fits T_ij = A_i B_j d_ij^γ to flows between prefectures, the diagonal left out.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="flows">Observed flows.</param>
    /// <param name="deterrence">Power or exponential of distance.</param>
    /// <returns>The fit, or why there is none.</returns>
    public static Outcome<InteractionFit> Fit(JapanInputs inputs, OdMatrix flows, Deterrence deterrence) => InteractionModel.Fit(
        InteractionData.FromMatrices(flows, inputs.PrefectureKilometres), InteractionFamily.DoublyConstrained, deterrence);
}
