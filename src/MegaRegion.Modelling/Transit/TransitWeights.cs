namespace MegaRegion.Modelling.Transit;

/// <summary>How travellers feel the parts of a journey, in minutes of riding.</summary>
public sealed record TransitWeights
{
    /// <summary>Part of the headway that is waited on average: 0.5 where vehicles come evenly, 1 where they come at random.</summary>
    public double HeadwayShare { get; init; } = 0.5;

    /// <summary>A minute of waiting, at least 0.</summary>
    public double Wait { get; init; } = 1;

    /// <summary>A minute on foot, at least 0.</summary>
    public double Walk { get; init; } = 1;

    /// <summary>Every boarding, the first included, beside its wait; at least 0. It is what makes a transfer worse than its wait.</summary>
    public double Boarding { get; init; }
}
