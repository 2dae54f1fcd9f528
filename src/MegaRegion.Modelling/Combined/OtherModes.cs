using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Modes beside the one on the network. Travellers of a pair choose by logit: the share of a mode is
/// exp(−μ c_m) / Σ exp(−μ c_k), the cost of the pair the log-sum −ln(Σ exp(−μ c_k)) / μ. Destinations are then chosen by the
/// log-sum, a nested logit whose dissimilarity is β / μ. Modes that are closer substitutes of each other stand in
/// <see cref="Nests"/>, a level below.
/// </summary>
/// <param name="Dispersion">μ, per unit of cost; at least the deterrence β of the destinations.</param>
/// <param name="Cost">Cost of each of these modes between zones, whatever the trips; +∞ where the mode is not available.</param>
public sealed record OtherModes(double Dispersion, IReadOnlyList<OdMatrix> Cost)
{
    /// <summary>Nests of modes, each mode in at most one; a mode in none stands beside them. Empty by default.</summary>
    public IReadOnlyList<ModeNest> Nests { get; init; } = [];
}
