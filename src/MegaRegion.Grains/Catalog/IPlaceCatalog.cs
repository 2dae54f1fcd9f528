using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.Catalog;

/// <summary>
/// The catalogue as one process sees it: an immutable picture that is replaced when the catalogue changes. A change
/// made through another process is seen within a second, and at once by <see cref="FindAsync"/>. Thread-safe.
/// </summary>
public interface IPlaceCatalog
{
    /// <summary>The newest picture that this process has.</summary>
    PlaceDirectory Current { get; }

    /// <summary>Reads the catalogue again if its version has changed, and returns the newest picture.</summary>
    ValueTask<PlaceDirectory> RefreshAsync(CancellationToken cancellationToken);

    /// <summary>The entry of an id; when it is unknown, after a refresh. Null when there is none.</summary>
    ValueTask<CatalogEntry?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Adds a place.</summary>
    Task<CatalogResult> RegisterAsync(Place place, CancellationToken cancellationToken);

    /// <summary>Replaces a place's attributes if its version is still the given one.</summary>
    Task<CatalogResult> UpdateAsync(Place place, long expectedVersion, CancellationToken cancellationToken);
}
