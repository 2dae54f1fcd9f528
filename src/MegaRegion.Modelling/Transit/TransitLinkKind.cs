namespace MegaRegion.Modelling.Transit;

/// <summary>What a link of a service network is.</summary>
public enum TransitLinkKind
{
    /// <summary>From a stop on a vehicle of a line, wait included.</summary>
    Board,

    /// <summary>On a vehicle to the line's next stop.</summary>
    Ride,

    /// <summary>Off a vehicle.</summary>
    Alight,

    /// <summary>On foot between stops.</summary>
    Walk,
}
