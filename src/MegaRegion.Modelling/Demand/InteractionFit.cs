namespace MegaRegion.Modelling.Demand;

/// <summary>A fitted spatial-interaction model.</summary>
public sealed class InteractionFit
{
    /// <summary>Coefficients of masses and cost.</summary>
    public required IReadOnlyList<EstimatedParameter> Parameters { get; init; }

    /// <summary>ln of the origin factor per zone; one common constant in every zone where origins are not constrained.</summary>
    public required double[] OriginEffect { get; init; }

    /// <summary>ln of the destination factor per zone, 0 for the first zone that receives anything; all 0 where destinations are not constrained.</summary>
    public required double[] DestinationEffect { get; init; }

    /// <summary>Fitted flow of each entry of the data.</summary>
    public required double[] Fitted { get; init; }

    /// <summary>Goodness of fit.</summary>
    public required FitStatistics Statistics { get; init; }

    /// <summary>Newton steps that the estimation took.</summary>
    public required int Iterations { get; init; }

    /// <summary>The coefficient of a name.</summary>
    /// <param name="name">As in <see cref="EstimatedParameter.Name"/>.</param>
    public EstimatedParameter this[string name] =>
        Parameters.Single(parameter => string.Equals(parameter.Name, name, StringComparison.Ordinal));
}
