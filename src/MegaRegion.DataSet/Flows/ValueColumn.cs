using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Flows;

/// <summary>A column of quantities and what it says about each of them.</summary>
/// <param name="Name">Its name in the header.</param>
/// <param name="Purpose">Why the quantity moves.</param>
/// <param name="Mode">How it moves.</param>
internal sealed record ValueColumn(string Name, Purpose Purpose, TransportMode Mode);
