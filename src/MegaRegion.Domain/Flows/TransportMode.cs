namespace MegaRegion.Domain.Flows;

/// <summary>How something moves: the main mode of the whole movement. The values are those of the public contract.</summary>
public enum TransportMode : byte
{
    /// <summary>Not stated.</summary>
    Unspecified = 0,

    /// <summary>Rail.</summary>
    Rail = 1,

    /// <summary>Air.</summary>
    Air = 2,

    /// <summary>Ship.</summary>
    Ship = 3,

    /// <summary>Bus.</summary>
    Bus = 4,

    /// <summary>Private car.</summary>
    Car = 5,

    /// <summary>Truck.</summary>
    Truck = 6,

    /// <summary>Superconducting maglev.</summary>
    Maglev = 7,

    /// <summary>On foot or by bicycle.</summary>
    Walk = 8,

    /// <summary>By network.</summary>
    Digital = 9,
}
