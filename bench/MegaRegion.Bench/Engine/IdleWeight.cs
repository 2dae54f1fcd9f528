namespace MegaRegion.Bench.Engine;

/// <summary>What idle activations weigh.</summary>
/// <param name="Activations">How many there were.</param>
/// <param name="BytesPerActivation">Live bytes of the managed heap per activation, grain and directory entry included.</param>
public sealed record IdleWeight(int Activations, double BytesPerActivation);
