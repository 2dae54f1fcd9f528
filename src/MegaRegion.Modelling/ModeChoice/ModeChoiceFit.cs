using MegaRegion.Modelling.Demand;

namespace MegaRegion.Modelling.ModeChoice;

/// <summary>An estimated mode choice model.</summary>
public sealed class ModeChoiceFit
{
    /// <summary>Attribute coefficients, then the constants of all modes but the first ("constant MODE"), then dissimilarities ("dissimilarity N").</summary>
    public required IReadOnlyList<EstimatedParameter> Parameters { get; init; }

    /// <summary>Shares per case and mode.</summary>
    public required double[][] Shares { get; init; }

    /// <summary>Σ trips · ln share.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>1 − log-likelihood / log-likelihood of equal shares of the available modes.</summary>
    public required double PseudoR2 { get; init; }

    /// <summary>Newton steps that the estimation took.</summary>
    public required int Iterations { get; init; }

    /// <summary>A parameter by its name.</summary>
    /// <param name="name">As listed in <see cref="Parameters"/>.</param>
    public EstimatedParameter this[string name] =>
        Parameters.Single(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));
}
