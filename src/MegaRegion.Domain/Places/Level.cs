namespace MegaRegion.Domain.Places;

/// <summary>The vertical layers (重層) of places, from the lowest to the highest.</summary>
public enum Level : byte
{
    /// <summary>A convection hub, or an observatory.</summary>
    Hub = 1,

    /// <summary>A municipality (市区町村), or a survey zone below a prefecture.</summary>
    City = 2,

    /// <summary>One of the 47 prefectures (都道府県).</summary>
    Prefecture = 3,

    /// <summary>A group of prefectures (地方).</summary>
    Region = 4,

    /// <summary>The whole mega-region.</summary>
    MegaRegion = 5,
}
