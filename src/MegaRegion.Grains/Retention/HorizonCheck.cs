using System.Globalization;
using MegaRegion.Domain.Ledger;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace MegaRegion.Grains.Retention;

/// <summary>Refuses to start with horizons that would need reports which were removed from the journal.</summary>
internal sealed class HorizonCheck(IJournalPast past, IOptions<GrainsOptions> options) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var beginning = await past.GetBeginningAsync(cancellationToken);
        if (beginning.Retention is not { } kept || kept.Covers(options.Value.Retention))
        {
            return;
        }

        if (options.Value.AdoptsHorizons)
        {
            Adopt(kept, options.Value);
        }
        else
        {
            throw new RetentionRefusedException(
                $"The journal begins at position {beginning.FirstOffset}, and what was before it is kept under shorter horizons than are asked for "
                + $"({Text(options.Value.Retention)}). Set them to at most {Text(kept)}, or restore a backup from before the removal.");
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static void Adopt(CubeRetention kept, GrainsOptions options)
    {
        options.MinuteHorizon = kept.Minutes < options.MinuteHorizon ? kept.Minutes : options.MinuteHorizon;
        options.HourHorizon = kept.Hours < options.HourHorizon ? kept.Hours : options.HourHorizon;
        options.DayHorizon = options.DayHorizon < kept.Days ? options.DayHorizon : kept.Days ?? options.DayHorizon;
    }

    private static string Text(CubeRetention retention) => string.Create(
        CultureInfo.InvariantCulture,
        $"minutes {retention.Minutes.TotalHours:0.##}h, hours {retention.Hours.TotalDays:0.##}d, days {(retention.Days is { } days ? $"{days.TotalDays:0.##}d" : "for ever")}");
}
