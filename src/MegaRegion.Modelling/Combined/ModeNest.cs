namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Modes that travellers choose between after they have chosen the nest: the cost of the nest is
/// −ln(Σ exp(−ν c_m)) / ν and the share of a mode within it exp(−ν c_m) / Σ exp(−ν c_k).
/// </summary>
/// <param name="Modes">Mode numbers: 0 is the mode on the network, 1 the first of the others.</param>
/// <param name="Dispersion">ν, per unit of cost; at least the dispersion μ of the choice between nests.</param>
public sealed record ModeNest(IReadOnlyList<int> Modes, double Dispersion);
