using System.Diagnostics;
using System.Reflection;
using MegaRegion.Domain.Ledger;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Queries;
using MegaRegion.Grains.Storage;
using MegaRegion.V1;
using Microsoft.Extensions.Options;
using DomainLevel = MegaRegion.Domain.Places.Level;

namespace MegaRegion.Gateway.Operations;

/// <summary>Gathers what GetStatus answers.</summary>
internal sealed class StatusReport
{
    private readonly IJournal _journal;
    private readonly IFlowQueries _queries;
    private readonly IPlaceCatalog _catalog;
    private readonly TimeProvider _time;
    private readonly string _edition;
    private readonly long _started;

    /// <summary>Uptime counts from here.</summary>
    public StatusReport(
        IJournal journal, IFlowQueries queries, IPlaceCatalog catalog, IOptions<GatewayOptions> options, TimeProvider time)
    {
        (_journal, _queries, _catalog, _time) = (journal, queries, catalog, time);
        _edition = options.Value.Edition;
        _started = time.GetTimestamp();
    }

    private static string Version { get; } =
        typeof(StatusReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
        ?? "unknown";

    /// <summary>The state of this moment.</summary>
    public async Task<GetStatusResponse> GetAsync(CancellationToken cancellationToken)
    {
        var journal = await _journal.GetTotalsAsync(cancellationToken);
        var everything = new FlowQuery(DomainLevel.MegaRegion, LayerSet.All);
        var totals = await _queries.GetOdMatrixAsync(everything, cancellationToken);
        var flows = await _queries.CountFlowsAsync(cancellationToken);
        var places = await _catalog.RefreshAsync(cancellationToken);
        using var process = Process.GetCurrentProcess();
        return new GetStatusResponse
        {
            Version = Version,
            Edition = _edition,
            UptimeSeconds = _time.GetElapsedTime(_started).TotalSeconds,
            JournalHead = journal.Head,
            Flows = journal.Flows,
            Places = places.Count,
            Hubs = places.Entries.Count(entry => entry.Place.Level == DomainLevel.Hub),
            ReportingHubs = journal.Hubs,
            ResidentBytes = process.WorkingSet64,
            PeakResidentBytes = process.PeakWorkingSet64,
            Totals = { totals.GroupBy(total => total.Pair.Layer).OrderBy(group => group.Key).Select(group => SumOf(group, flows)) },
        };
    }

    private static LayerTotal SumOf(IGrouping<Domain.Flows.Layer, PairTotal> totals, LayerTotals flows) => new()
    {
        Layer = (Layer)totals.Key,
        Quantity = totals.Sum(total => total.Quantity),
        Flows = flows[totals.Key],
    };
}
