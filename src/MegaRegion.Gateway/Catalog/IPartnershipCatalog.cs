using MegaRegion.V1;

namespace MegaRegion.Gateway.Catalog;

/// <summary>The partnerships (連携) that ship with the data set. Thread-safe.</summary>
public interface IPartnershipCatalog
{
    /// <summary>All of them, in id order. Neither the list nor the messages in it change.</summary>
    IReadOnlyList<Partnership> Partnerships { get; }
}
