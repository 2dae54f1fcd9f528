using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.RollUp;

/// <summary>What every grain that sends totals up needs.</summary>
internal sealed class RollUpServices(
    IPlaceCatalog catalog,
    IOptions<GrainsOptions> options,
    GrainsInstruments instruments,
    TimeProvider time,
    ILogger<RollUpSender> logger)
{
    public IPlaceCatalog Catalog { get; } = catalog;

    public GrainsOptions Options { get; } = options.Value;

    public GrainsInstruments Instruments { get; } = instruments;

    public TimeProvider Time { get; } = time;

    public ILogger<RollUpSender> Logger { get; } = logger;

    public long NowUnixMilliseconds => Time.GetUtcNow().ToUnixTimeMilliseconds();
}
