using Grpc.Core;
using MegaRegion.Client.Reporting;
using MegaRegion.DataSet.Replay;
using MegaRegion.V1;

namespace MegaRegion.Cli.Demo;

/// <summary>
/// One hub's side of the replay: its client, and the next report that the ledger expects of it. The report of a
/// sequence is a pure function of the data set, so a restart goes on where the ledger says.
/// </summary>
internal sealed class ReplayFeed : IAsyncDisposable
{
    private readonly ReplayProducer _producer;
    private readonly HubClient _client;
    private readonly DemoCounters _counters;
    private readonly List<Domain.Flows.Flow> _flows = [];
    private long _next;

    /// <summary>Connects.</summary>
    public ReplayFeed(ReplayProducer producer, ChannelBase channel, DemoCounters counters)
    {
        _producer = producer;
        _counters = counters;
        _client = new HubClient(channel, new HubClientOptions { Hub = producer.Hub.Value, Producer = producer.Name });
    }

    /// <summary>Asks the ledger where to go on.</summary>
    /// <returns>The hour of the next report; null when the year is complete.</returns>
    public async Task<int?> OpenAsync(CancellationToken cancellationToken)
    {
        _next = await _client.GetNextSequenceAsync(cancellationToken);
        return _next <= _producer.ReportCount ? _producer.HourOf(_next) : null;
    }

    /// <summary>Hands over every report up to and with an hour; waits while the window of unacknowledged ones is full.</summary>
    public async Task ReportUpToAsync(int hour, CancellationToken cancellationToken)
    {
        while (_next <= _producer.ReportCount && _producer.HourOf(_next) <= hour)
        {
            _flows.Clear();
            _producer.AppendFlows(_producer.HourOf(_next), _flows);
            var messages = new Flow[_flows.Count];
            for (var i = 0; i < messages.Length; i++)
            {
                messages[i] = FlowMessages.From(_flows[i]);
            }

            var posted = await _client.PostAsync(messages, cancellationToken);
            _next++;
            _ = CountAsync(posted, messages.Length);
        }
    }

    /// <summary>Waits for the acknowledgements of what was handed over.</summary>
    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private async Task CountAsync(PostedReport posted, int flows)
    {
        try
        {
            var receipt = await posted.Durable;
            _counters.Durable(flows, receipt.Duplicate);
        }
        catch (Exception exception) when (exception is ReportRefusedException or HubClientStoppedException)
        {
            // The next call of the client fails with the same cause and ends the run.
        }
    }
}
