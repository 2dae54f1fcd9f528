namespace MegaRegion.Domain.Flows;

/// <summary>What moves (ヒト・モノ・カネ・情報). Quantities are whole numbers of the layer's unit.</summary>
public enum Layer : byte
{
    /// <summary>Persons.</summary>
    People = 1,

    /// <summary>Kilograms.</summary>
    Goods = 2,

    /// <summary>Yen.</summary>
    Money = 3,

    /// <summary>Messages.</summary>
    Information = 4,
}
