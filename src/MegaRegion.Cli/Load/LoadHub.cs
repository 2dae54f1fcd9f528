using System.Globalization;
using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.Client.Reporting;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>
/// One hub of a load: its client and what it knows to be in the ledger. A client that a refusal has stopped is followed by one
/// of another producer, so that what a tally counts stays the beginning of its producer's reports.
/// </summary>
/// <param name="seat">Which hub.</param>
/// <param name="channel">The connection, shared with others.</param>
/// <param name="load">Name of the load, unique on the server.</param>
/// <param name="maxWaiting">Reports that may wait.</param>
/// <param name="onCut">Told why a stream was cut.</param>
internal sealed class LoadHub(HubSeat seat, ChannelBase channel, string load, int maxWaiting, Action<string> onCut) : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(HubClient Client, ProducerTally Tally)> _clients = [];
    private bool _needsAnother = true;

    /// <summary>What each of its producers knows to be in the ledger.</summary>
    public IReadOnlyList<ProducerTally> Tallies
    {
        get
        {
            lock (_gate)
                return [.. _clients.Select(pair => pair.Tally)];
        }
    }

    /// <summary>Waits until its stream is open.</summary>
    public Task OpenAsync(CancellationToken stop) => Current().Client.GetNextSequenceAsync(stop);

    /// <summary>Reports, and tells the meter how it ended. It never fails.</summary>
    /// <param name="report">What is due.</param>
    /// <param name="flows">Its flows.</param>
    /// <param name="meter">Learns the end.</param>
    /// <param name="elapsed">Time since the beginning of the load.</param>
    public async Task ReportAsync(ScheduledReport report, Flow[] flows, LoadMeter meter, Func<TimeSpan> elapsed)
    {
        var (client, tally) = Current();
        try
        {
            var posted = await client.PostAsync(flows);
            await posted.Durable;
            tally.Add(report.Layer, flows.Length, flows.Length * flows[0].Quantity);
            meter.Acknowledge(flows.Length, report.Due, elapsed() - report.Due);
        }
        catch (ReportRefusedException refusal)
        {
            Leave(client);
            meter.Refuse(refusal.Detail.Code.ToString());
        }
        catch (HubClientStoppedException stopped)
        {
            Leave(client);
            meter.Fail(ReasonOf(stopped));
        }
    }

    /// <summary>Waits for what is unacknowledged, as long as the clients do, and closes the streams.</summary>
    public async ValueTask DisposeAsync()
    {
        List<HubClient> clients;
        lock (_gate)
            clients = [.. _clients.Select(pair => pair.Client)];
        await Task.WhenAll(clients.Select(client => client.DisposeAsync().AsTask()));
    }

    private (HubClient Client, ProducerTally Tally) Current()
    {
        lock (_gate)
        {
            if (_needsAnother)
                _clients.Add(Another());
            _needsAnother = false;
            return _clients[^1];
        }
    }

    private (HubClient Client, ProducerTally Tally) Another()
    {
        var producer = string.Create(CultureInfo.InvariantCulture, $"{load}-{_clients.Count + 1}");
        var options = new HubClientOptions
        {
            Hub = seat.Id,
            Producer = producer,
            MaxUnacknowledgedReports = maxWaiting,
            MaxUnacknowledgedFlows = int.MaxValue,
            DrainTimeout = TimeSpan.FromSeconds(1),
            OnInterrupted = (cut, _) => onCut(ReasonOf(cut)),
        };
        return (new HubClient(channel, options), new ProducerTally(seat.Id, producer));
    }

    private void Leave(HubClient client)
    {
        lock (_gate)
            _needsAnother |= ReferenceEquals(_clients[^1].Client, client);
    }

    private static string ReasonOf(HubClientStoppedException stopped) => stopped.InnerException switch
    {
        ReportRefusedException refusal => "After" + refusal.Detail.Code,
        RpcException rpc => ReasonOf(rpc),
        HubClientStoppedException inner => ReasonOf(inner),
        { } other => other.GetType().Name,
        null => "Stopped",
    };

    private static string ReasonOf(RpcException exception) =>
        ErrorDetails.Find(exception)?.Code.ToString() ?? exception.StatusCode.ToString();
}
