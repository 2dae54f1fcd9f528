namespace MegaRegion.Domain.Flows;

/// <summary>
/// The flows of a report column by column as a hub sent them, before any rule was applied. The forms of the columns are
/// those of the public contract (<c>FlowColumns</c>).
/// </summary>
/// <param name="FlowCount">How many flows the columns are said to have; may be any number.</param>
/// <param name="Places">Ids of the places.</param>
/// <param name="Deals">Ids of the deals.</param>
public sealed record ReportedColumns(int FlowCount, IReadOnlyList<string> Places, IReadOnlyList<string> Deals)
{
    /// <summary>Varints: indices of places.</summary>
    public ReadOnlyMemory<byte> Origins { get; init; }

    /// <summary>Varints: indices of places.</summary>
    public ReadOnlyMemory<byte> Destinations { get; init; }

    /// <summary>Bytes: values of <see cref="Layer"/>.</summary>
    public ReadOnlyMemory<byte> Layers { get; init; }

    /// <summary>Varints.</summary>
    public ReadOnlyMemory<byte> Quantities { get; init; }

    /// <summary>Zigzag varints: differences in milliseconds.</summary>
    public ReadOnlyMemory<byte> Times { get; init; }

    /// <summary>Bytes: values of <see cref="Purpose"/>; empty when all are 0.</summary>
    public ReadOnlyMemory<byte> Purposes { get; init; }

    /// <summary>Bytes: values of <see cref="TransportMode"/>; empty when all are 0.</summary>
    public ReadOnlyMemory<byte> Modes { get; init; }

    /// <summary>Varints: 0, or 1 + index of a deal; empty when there are no deals.</summary>
    public ReadOnlyMemory<byte> DealIndices { get; init; }
}
