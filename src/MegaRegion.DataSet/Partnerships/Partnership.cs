using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Partnerships;

/// <summary>A partnership (連携) between a metropolitan partner and a regional one, as the policy papers describe
/// it.</summary>
/// <param name="Id">For example <c>partnership:tohoku-cies</c>.</param>
/// <param name="NameJa">Japanese name.</param>
/// <param name="NameEn">English name.</param>
/// <param name="Class">新機能導入 (brings a new function) or 従来資源 (grows from a local resource).</param>
/// <param name="MetropolitanPartner">Who takes part on the metropolitan side.</param>
/// <param name="MetropolitanPlace">Its prefecture; null when the papers do not say.</param>
/// <param name="RegionalPartner">Who takes part on the regional side.</param>
/// <param name="RegionalPlace">Its municipality.</param>
/// <param name="StartYear">First year.</param>
/// <param name="Note">A remark with its source.</param>
public sealed record Partnership(
    string Id,
    string NameJa,
    string NameEn,
    string Class,
    string MetropolitanPartner,
    PlaceId? MetropolitanPlace,
    string RegionalPartner,
    PlaceId RegionalPlace,
    int StartYear,
    string Note);
