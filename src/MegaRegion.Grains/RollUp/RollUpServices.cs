using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.RollUp;

/// <summary>What every grain that sends totals up needs.</summary>
internal sealed class RollUpServices(
    IPlaceCatalog catalog,
    IOptions<GrainsOptions> options,
    GrainsInstruments instruments,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<RollUpSender> logger)
{
    public IPlaceCatalog Catalog { get; } = catalog;

    public GrainsOptions Options { get; } = options.Value;

    public GrainsInstruments Instruments { get; } = instruments;

    public TimeProvider Time { get; } = time;

    public ILogger<RollUpSender> Logger { get; } = logger;

    /// <summary>
    /// Whether the host is on its way down. Nothing is sent up any more: it would wake the places that are being put to
    /// sleep. What is left is told after the next start, or found by another process's patrol.
    /// </summary>
    public bool IsStopping => lifetime.ApplicationStopping.IsCancellationRequested;

    public long NowUnixMilliseconds => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
