namespace MegaRegion.Scenarios.Results;

/// <summary>How a figure is known.</summary>
public enum FigureLabel
{
    /// <summary>Counted by a survey or register.</summary>
    Observed,

    /// <summary>Computed by a model from what was observed.</summary>
    Modelled,

    /// <summary>Stated without an observation behind it.</summary>
    Assumed,
}
