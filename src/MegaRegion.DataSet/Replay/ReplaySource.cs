using MegaRegion.DataSet.Flows;
using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Replay;

/// <summary>What a replay says about one of its sources.</summary>
/// <param name="Id">The flow table, or <c>hub-activity</c>.</param>
/// <param name="Title">What it holds.</param>
/// <param name="Layer">What moves; null when it holds several layers.</param>
/// <param name="Provenance">Observed, modelled or assumed.</param>
/// <param name="Period">The survey's period, which is spread over the reference year.</param>
/// <param name="Source">Survey and ministry.</param>
/// <param name="AnnualQuantity">Sum over the year in the layer's base unit; 0 when it holds several layers.</param>
public sealed record ReplaySource(
    string Id, string Title, Layer? Layer, Provenance Provenance, string Period, string Source, long AnnualQuantity);
