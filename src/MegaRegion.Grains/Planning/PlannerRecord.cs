using Orleans;

namespace MegaRegion.Grains.Planning;

/// <summary>The runs that are kept.</summary>
[GenerateSerializer]
[Alias("MegaRegion.PlannerRecord")]
public sealed class PlannerRecord
{
    /// <summary>Ids in the order in which they were started.</summary>
    [Id(0)]
    public List<string> Runs { get; set; } = [];
}
