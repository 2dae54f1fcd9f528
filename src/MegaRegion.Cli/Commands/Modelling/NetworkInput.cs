using MegaRegion.Modelling.Networks;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>A network with its trips, as a modelling command was given them.</summary>
/// <param name="Name">Name for people.</param>
/// <param name="Network">The network.</param>
/// <param name="Trips">The trips between its zones.</param>
/// <param name="Zones">Names of the zones.</param>
/// <param name="Weights">Weights of toll and length.</param>
/// <param name="WeightsFrom">Where the weights come from: file, published, option, or none.</param>
internal sealed record NetworkInput(
    string Name, NetworkDefinition Network, OdMatrix Trips, IReadOnlyList<string> Zones, CostWeights Weights, string WeightsFrom)
{
    /// <summary>Classes of travellers, whose trips take the place of <see cref="Trips"/>; empty for one kind of traveller.</summary>
    public IReadOnlyList<ClassInput> Classes { get; init; } = [];
}
