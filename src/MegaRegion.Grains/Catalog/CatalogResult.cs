using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Catalog;

/// <summary>The answer to an edit of the catalogue: the new entry, or why it was refused.</summary>
/// <param name="Entry">The entry after the edit; null when refused.</param>
/// <param name="Refusal">Why; <see cref="CatalogRefusal.None"/> when accepted.</param>
/// <param name="Field">The field at fault, as in the public contract; empty when it is not about one.</param>
/// <param name="Message">What was wrong and how to cure it; empty when accepted.</param>
public sealed record CatalogResult(CatalogEntry? Entry, CatalogRefusal Refusal, string Field, string Message)
{
    /// <summary>An accepted edit.</summary>
    public static CatalogResult Accepted(CatalogEntry entry) => new(entry, CatalogRefusal.None, "", "");

    /// <summary>A refused edit.</summary>
    public static CatalogResult Refused(CatalogRefusal refusal, string field, string message) =>
        new(null, refusal, field, message);
}
