namespace MegaRegion.Modelling.Assignment;

/// <summary>Why an assignment stopped.</summary>
public enum StopReason
{
    /// <summary>The relative gap is at or below the target.</summary>
    GapReached,

    /// <summary>The number of iterations is used up; the result is the best that was found and its gap says how good.</summary>
    IterationLimit,

    /// <summary>The gap has stopped falling because floating-point numbers cannot tell the paths apart any more.</summary>
    PrecisionReached,
}
