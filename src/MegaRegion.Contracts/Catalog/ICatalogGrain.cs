using Orleans;

namespace MegaRegion.Contracts.Catalog;

/// <summary>The single writer of edits of the catalogue. There is one, with the key <see cref="Key"/>.</summary>
[Alias("MegaRegion.ICatalogGrain")]
public interface ICatalogGrain : IGrainWithStringKey
{
    /// <summary>The key of the one catalogue.</summary>
    const string Key = "catalogue";

    /// <summary>Adds a place.</summary>
    [Alias("Register")]
    Task<CatalogReply> RegisterAsync(PlaceMessage place);

    /// <summary>Replaces a place's attributes if its version is still the given one.</summary>
    [Alias("Update")]
    Task<CatalogReply> UpdateAsync(PlaceMessage place, long expectedVersion);
}
