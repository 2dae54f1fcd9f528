using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Grains.Planning;

/// <summary>Where the data of scenarios come from. The host registers one.</summary>
public interface IScenarioWorldSource
{
    /// <summary>Reads the world; takes tenths of a second, and is called once.</summary>
    ScenarioWorld Read();
}
