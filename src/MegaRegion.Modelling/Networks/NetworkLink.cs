namespace MegaRegion.Modelling.Networks;

/// <summary>
/// A directed link as the network file states it. Units are the file's own and must agree with each other: capacity
/// and demand in vehicles (or persons) per the same period, time and toll and length weighted into one cost.
/// </summary>
/// <param name="FromNode">Number of the node it leaves, from 1.</param>
/// <param name="ToNode">Number of the node it enters, from 1.</param>
/// <param name="Capacity">Practical capacity per period, the scale of the congestion function.</param>
/// <param name="Length">Length, weighted by <see cref="CostWeights.Distance"/>.</param>
/// <param name="FreeFlowTime">Travel time on the empty link.</param>
/// <param name="B">Coefficient of the BPR function, 0 for a link that never congests.</param>
/// <param name="Power">Exponent of the BPR function; 0 makes the time constant at (1 + B) times free flow.</param>
/// <param name="Speed">Speed as the file states it; carried, not used.</param>
/// <param name="Toll">Toll, weighted by <see cref="CostWeights.Toll"/>.</param>
/// <param name="LinkType">Class of the link; carried, not used.</param>
public readonly record struct NetworkLink(
    int FromNode,
    int ToNode,
    double Capacity,
    double Length,
    double FreeFlowTime,
    double B,
    double Power,
    double Speed = 0,
    double Toll = 0,
    int LinkType = 1);
