using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Storage;

/// <summary>
/// Keeps the catalogue. Every change raises the catalogue's version by one; place numbers are given here, from 1,
/// and never used again. Thread-safe.
/// </summary>
public interface ICatalogStore
{
    /// <summary>The catalogue's version; 0 while it is empty. Cheap enough to ask every second.</summary>
    ValueTask<long> GetVersionAsync(CancellationToken cancellationToken);

    /// <summary>All places with the version that they reflect, read in one transaction.</summary>
    ValueTask<PlaceDirectory> LoadAsync(CancellationToken cancellationToken);

    /// <summary>Adds places in one transaction, leaving those whose id exists untouched; returns how many were new.</summary>
    ValueTask<int> AddAsync(IReadOnlyList<Place> places, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a place if its version is still <paramref name="expectedVersion"/>; returns the new entry, or null when
    /// the version is another one or the place does not exist.
    /// </summary>
    ValueTask<CatalogEntry?> ReplaceAsync(Place place, long expectedVersion, CancellationToken cancellationToken);
}
