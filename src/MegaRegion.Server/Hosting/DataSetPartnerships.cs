using MegaRegion.Gateway.Catalog;
using MegaRegion.V1;

namespace MegaRegion.Server.Hosting;

/// <summary>The partnerships of the shipped data set, in the public contract's form.</summary>
internal sealed class DataSetPartnerships(ShippedData data) : IPartnershipCatalog
{
    private readonly Lazy<IReadOnlyList<Partnership>> _partnerships = new(() => Read(data));

    /// <inheritdoc/>
    public IReadOnlyList<Partnership> Partnerships => _partnerships.Value;

    private static List<Partnership> Read(ShippedData data) =>
        [.. data.Set.Partnerships.OrderBy(partnership => partnership.Id, StringComparer.Ordinal).Select(ToMessage)];

    private static Partnership ToMessage(DataSet.Partnerships.Partnership partnership) => new()
    {
        Id = partnership.Id,
        NameJa = partnership.NameJa,
        NameEn = partnership.NameEn,
        MetropolitanPartner = partnership.MetropolitanPartner,
        RegionalPartner = partnership.RegionalPartner,
        RegionalPlace = partnership.RegionalPlace.Value,
        StartYear = partnership.StartYear,
        Note = partnership.Note,
    };
}
