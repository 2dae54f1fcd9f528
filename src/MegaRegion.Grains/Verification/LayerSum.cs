using MegaRegion.Domain.Flows;

namespace MegaRegion.Grains.Verification;

/// <summary>A layer's sum over the journal.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="Quantity">In its unit.</param>
/// <param name="Flows">How many flows.</param>
public readonly record struct LayerSum(Layer Layer, long Quantity, long Flows);
