using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace MegaRegion.Bench.Engine;

/// <summary>
/// Measures the grain engine: calls from outside grains, with realistic concurrency, to grains that do nothing; and the
/// memory of grains that nobody calls.
/// </summary>
public static class EngineBench
{
    /// <summary>Runs the benchmark in a host of its own.</summary>
    /// <param name="options">How long and how wide.</param>
    /// <param name="progress">Told in words what is being measured; may be null.</param>
    /// <param name="cancellationToken">Ends the benchmark early, with an exception.</param>
    public static async Task<EngineBenchResult> RunAsync(
        EngineBenchOptions options, IProgress<string>? progress = null, CancellationToken cancellationToken = default)
    {
        List<CallRate> rates = [];
        using (var host = await StartAsync(cancellationToken))
        {
            var load = new CallLoad(host.Services.GetRequiredService<IGrainFactory>(), options);
            rates.Add(await load.MeasureAsync("empty", progress, static grain => grain.Empty(), cancellationToken));
            rates.Add(await load.MeasureAsync(
                "copied", progress, static grain => grain.EchoCopied(CopiedRecord.Sample), cancellationToken));
            rates.Add(await load.MeasureAsync(
                "immutable", progress, static grain => grain.EchoImmutable(ImmutableRecord.Sample), cancellationToken));
            await host.StopAsync(cancellationToken);
        }

        List<IdleWeight> weights = [];
        foreach (var count in options.IdleGrains)
        {
            progress?.Report($"idle activations: {count:N0}");
            using var host = await StartAsync(cancellationToken);
            weights.Add(await IdleLoad.WeighAsync(host.Services.GetRequiredService<IGrainFactory>(), count, cancellationToken));
            await host.StopAsync(cancellationToken);
        }

        var machine = $"{Environment.ProcessorCount} x {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.FrameworkDescription}";
        return new EngineBenchResult(machine, TimeProvider.System.GetUtcNow(), rates, weights);
    }

    private static async Task<IHost> StartAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.UseOrleans(static silo => silo.UseLocalhostClustering());
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }
}
