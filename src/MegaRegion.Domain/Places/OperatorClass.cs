namespace MegaRegion.Domain.Places;

/// <summary>Who runs a hub, in the classes of the MLIT survey of convection hubs.</summary>
public enum OperatorClass : byte
{
    /// <summary>Not known.</summary>
    Unspecified = 0,

    /// <summary>1-1: a company, to raise the value of its own area.</summary>
    OwnArea = 1,

    /// <summary>1-2: a company, for its own core business.</summary>
    OwnBusiness = 2,

    /// <summary>1-3: a company, to create new value.</summary>
    NewValue = 3,

    /// <summary>2: a public body.</summary>
    Public = 4,
}
