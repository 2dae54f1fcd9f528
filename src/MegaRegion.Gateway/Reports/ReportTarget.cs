using MegaRegion.Contracts.Hubs;
using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Telemetry;
using MegaRegion.Grains.Catalog;
using Orleans;

namespace MegaRegion.Gateway.Reports;

/// <summary>A hub and producer that were checked, with what takes their reports.</summary>
/// <param name="Intake">Checks reports.</param>
/// <param name="Submission">Submits them.</param>
/// <param name="Grain">The hub's grain.</param>
internal sealed record ReportTarget(ReportIntake Intake, ReportSubmission Submission, IHubGrain Grain)
{
    /// <summary>Checks who reports.</summary>
    /// <exception cref="ServiceErrorException">The hub is unknown, or the producer's name is not one.</exception>
    public static async ValueTask<ReportTarget> OpenAsync(
        string hub,
        string producer,
        IPlaceCatalog catalog,
        IGrainFactory grains,
        GatewayInstruments instruments,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (ReportProtocol.CheckProducer(producer) is { } invalid)
            throw new ServiceErrorException(invalid);

        var entry = await catalog.FindAsync(hub, cancellationToken);
        if (entry?.Place.Level != Level.Hub)
            throw new ServiceErrorException(ServiceErrors.UnknownHub(hub));

        var grain = grains.GetGrain<IHubGrain>(hub);
        return new ReportTarget(
            new ReportIntake(entry.Place.Id, catalog, instruments, time),
            new ReportSubmission(grain, hub, producer, instruments),
            grain);
    }
}
