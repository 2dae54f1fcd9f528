using Orleans;
using Orleans.Hosting;
using Orleans.TestingHost;

[assembly: AssemblyFixture(typeof(MegaRegion.Engine.Conformance.EngineFixture))]

namespace MegaRegion.Engine.Conformance;

/// <summary>One silo of Orleans itself, with an external client, for all tests.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster = Build();

    public IGrainFactory Grains => _cluster.Client;

    public async ValueTask InitializeAsync() => await _cluster.DeployAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static InProcessTestCluster Build() => new InProcessTestClusterBuilder(1)
        .ConfigureSilo((_, silo) => ConformanceSilo.Configure(silo))
        .Build();
}
