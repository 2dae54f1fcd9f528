using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

[assembly: AssemblyFixture(typeof(MegaRegion.Engine.Conformance.EngineFixture))]

namespace MegaRegion.Engine.Conformance;

/// <summary>One host of the embedded engine for all tests.</summary>
public sealed class EngineFixture : IAsyncLifetime
{
    private readonly IHost _host = Build();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private static IHost Build()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(ConformanceSilo.Configure);
        return builder.Build();
    }
}
