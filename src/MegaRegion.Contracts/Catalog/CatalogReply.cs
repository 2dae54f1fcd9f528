using MegaRegion.Domain.Places;
using Orleans;

namespace MegaRegion.Contracts.Catalog;

/// <summary>The answer to an edit.</summary>
/// <param name="Refusal">A value of <see cref="CatalogRefusal"/>; 0 when it was made.</param>
/// <param name="Field">The field at fault; empty when it is not about one.</param>
/// <param name="Message">What was wrong and how to cure it; empty when it was made.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.CatalogReply")]
public sealed record CatalogReply(
    [property: Id(0)] int Refusal, [property: Id(1)] string Field, [property: Id(2)] string Message)
{
    /// <summary>The edit was made.</summary>
    public static CatalogReply Made { get; } = new(0, "", "");

    /// <summary>The edit was refused.</summary>
    public static CatalogReply Refused(CatalogRefusal refusal, string field, string message) =>
        new((int)refusal, field, message);
}
