using Orleans;

namespace MegaRegion.Bench.Engine;

/// <summary>100 bytes of data, of which 60 are in an array that must be copied with the record.</summary>
/// <param name="Id">16 bytes.</param>
/// <param name="Sequence">8 bytes.</param>
/// <param name="Quantity">8 bytes.</param>
/// <param name="TicksUtc">8 bytes.</param>
/// <param name="Payload">60 bytes.</param>
[GenerateSerializer]
public sealed record CopiedRecord(
    [property: Id(0)] Guid Id,
    [property: Id(1)] long Sequence,
    [property: Id(2)] long Quantity,
    [property: Id(3)] long TicksUtc,
    [property: Id(4)] byte[] Payload)
{
    /// <summary>A record of 100 bytes.</summary>
    public static CopiedRecord Sample { get; } = new(new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11), 1, 2, 3, new byte[60]);
}
