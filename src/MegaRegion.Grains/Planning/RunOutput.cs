using Orleans;

namespace MegaRegion.Grains.Planning;

/// <summary>The result of a run, apart from its record, so that a change of status does not write it again.</summary>
[GenerateSerializer]
[Alias("MegaRegion.RunOutput")]
public sealed class RunOutput
{
    /// <summary>As <c>ScenarioJson</c> writes it; empty without a result.</summary>
    [Id(0)]
    public byte[] Json { get; set; } = [];
}
