using MegaRegion.DataSet.Models;
using MegaRegion.Grains.Planning;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Server.Hosting;

/// <summary>Scenarios run on the shipped data set.</summary>
internal sealed class ShippedWorld(ShippedData data) : IScenarioWorldSource
{
    /// <inheritdoc/>
    public ScenarioWorld Read() => ScenarioWorldReader.Read(data.Set);
}
