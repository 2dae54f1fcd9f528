namespace MegaRegion.Domain.Places;

/// <summary>
/// The catalogue's number of a place, from 1, given at registration and never used again for another. Cells and
/// messages carry it instead of the id: it is short, and equal on every machine that shares the catalogue.
/// </summary>
/// <param name="Value">1 to <see cref="Max"/>; 0 is no place.</param>
public readonly record struct PlaceNumber(int Value) : IComparable<PlaceNumber>
{
    /// <summary>The largest number: a cell's key packs two numbers and a layer into 64 bits.</summary>
    public const int Max = (1 << 30) - 1;

    /// <inheritdoc/>
    public int CompareTo(PlaceNumber other) => Value.CompareTo(other.Value);
}
