using MegaRegion.Domain.Flows;

namespace MegaRegion.Grains.Queries;

/// <summary>A set of layers.</summary>
/// <param name="Bits">Bit n is set when the layer with value n is in the set.</param>
public readonly record struct LayerSet(byte Bits)
{
    /// <summary>All four layers.</summary>
    public static LayerSet All { get; } = Of([Layer.People, Layer.Goods, Layer.Money, Layer.Information]);

    /// <summary>The set of the given layers; all four when none is given.</summary>
    public static LayerSet Of(IEnumerable<Layer> layers)
    {
        var bits = layers.Aggregate(0, (set, layer) => set | (1 << (int)layer));
        return bits == 0 ? All : new LayerSet((byte)bits);
    }

    /// <summary>Whether a layer is in the set.</summary>
    public bool Contains(Layer layer) => (Bits & (1 << (int)layer)) != 0;
}
