namespace MegaRegion.Modelling.Networks;

/// <summary>A link cost function that also knows its second derivative, which the marginal social cost needs.</summary>
public interface ICurvedLinkCost : ILinkCost
{
    /// <summary>Second derivative of the cost with respect to flow.</summary>
    /// <param name="link">Link index.</param>
    /// <param name="flow">Flow, at least 0.</param>
    double Curvature(int link, double flow);
}
