namespace MegaRegion.Modelling.Networks;

/// <summary>
/// A separable, continuous, non-decreasing link cost function t_a(x_a). Kernels take it as a struct type parameter, so
/// the calls are inlined.
/// </summary>
public interface ILinkCost
{
    /// <summary>Cost of the link at a flow.</summary>
    /// <param name="link">Link index.</param>
    /// <param name="flow">Flow, at least 0.</param>
    double Cost(int link, double flow);

    /// <summary>Cost and its derivative with respect to flow.</summary>
    /// <param name="link">Link index.</param>
    /// <param name="flow">Flow, at least 0.</param>
    /// <param name="derivative">dt/dx, at least 0 and finite.</param>
    double Cost(int link, double flow, out double derivative);

    /// <summary>Integral of the cost from 0 to the flow: the link's part of the Beckmann objective.</summary>
    /// <param name="link">Link index.</param>
    /// <param name="flow">Flow, at least 0.</param>
    double Integral(int link, double flow);
}
