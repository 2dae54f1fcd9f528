namespace MegaRegion.Scenarios.Japan;

/// <summary>The main modes that the people layer chooses between. The survey's ships (0.3 % of trips) are not modelled.</summary>
public enum TravelMode
{
    /// <summary>Shinkansen, express trains and, where it is open, the maglev. The reference: its constant is 0.</summary>
    Rail,

    /// <summary>Domestic flights.</summary>
    Air,

    /// <summary>Private car.</summary>
    Car,

    /// <summary>Highway bus.</summary>
    Bus,
}
