using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

/// <summary>Origin, destination and layer in 64 bits: 30 bits each for the places, 4 for the layer.</summary>
/// <param name="Bits">The packed value; never 0 for a real key, since place numbers start at 1.</param>
public readonly record struct PairKey(ulong Bits) : IComparable<PairKey>
{
    private const int PlaceBits = 30;
    private const int LayerBits = 4;
    private const ulong PlaceMask = (1UL << PlaceBits) - 1;

    /// <summary>Packs a key.</summary>
    public PairKey(PlaceNumber origin, PlaceNumber destination, Layer layer)
        : this(((ulong)origin.Value << (PlaceBits + LayerBits)) | ((ulong)destination.Value << LayerBits) | (ulong)layer)
    {
    }

    /// <summary>Where it came from.</summary>
    public PlaceNumber Origin => new((int)(Bits >> (PlaceBits + LayerBits)));

    /// <summary>Where it went.</summary>
    public PlaceNumber Destination => new((int)((Bits >> LayerBits) & PlaceMask));

    /// <summary>What moved.</summary>
    public Layer Layer => (Layer)(Bits & ((1UL << LayerBits) - 1));

    /// <summary>The same pair in totals of a level (see <see cref="PlaceDirectory.RollUp"/>).</summary>
    public PairKey RollUp(PlaceDirectory directory, Level level) =>
        new(directory.RollUp(Origin, level), directory.RollUp(Destination, level), Layer);

    /// <inheritdoc/>
    public int CompareTo(PairKey other) => Bits.CompareTo(other.Bits);
}
