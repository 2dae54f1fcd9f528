using MegaRegion.V1;

namespace MegaRegion.Gateway.Catalog;

/// <summary>Stands in when the server has no data set.</summary>
internal sealed class NoPartnerships : IPartnershipCatalog
{
    /// <inheritdoc/>
    public IReadOnlyList<Partnership> Partnerships => [];
}
