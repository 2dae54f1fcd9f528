using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MegaRegion.Embedded.Orleans.Tests;

/// <summary>A host of the embedded engine on manual time.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host, ManualTime time)
    {
        _host = host;
        Time = time;
    }

    public ManualTime Time { get; }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public static async Task<TestHost> StartAsync(
        Action<ISiloBuilder>? configure = null, ManualTime? time = null, ILoggerProvider? log = null)
    {
        time ??= new ManualTime();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        if (log is not null)
            builder.Logging.AddProvider(log);
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.UseOrleans(silo =>
        {
            silo.AddMemoryGrainStorageAsDefault();
            configure?.Invoke(silo);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TestHost(host, time);
    }

    /// <summary>Done when no reminder is between its tick and its next wait.</summary>
    public Task ScheduledAsync() => Services.GetRequiredService<ReminderService>().Settled;

    public Task StopAsync() => _host.StopAsync();

    /// <summary>Done when every activation has taken the turns that were queued when this was called.</summary>
    public async Task SettleAsync()
    {
        var engine = Services.GetRequiredService<Engine>();
        foreach (var activation in engine.Catalog.Grains.SelectMany(grain => grain.Directory.Activations).ToArray())
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            activation.Post(static (_, done) => done.SetResult(), reached);
            await reached.Task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
