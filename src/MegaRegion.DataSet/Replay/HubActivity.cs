using MegaRegion.DataSet.Flows;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Replay;

/// <summary>What a hub of the catalogue reports in a year, by our assumptions.</summary>
/// <param name="Hub">The hub.</param>
/// <param name="Cell">From where to where, how much in a year, why and how.</param>
/// <param name="Layer">What moves.</param>
/// <param name="Profile">When.</param>
/// <param name="Provenance">Modelled when a figure of the papers stands behind it, else assumed.</param>
internal sealed record HubActivity(
    PlaceId Hub, FlowTableCell Cell, Layer Layer, HourProfile Profile, Provenance Provenance);
