using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;

namespace MegaRegion.Simulation.Tests;

/// <summary>
/// A hub's producer as a client library would be: sends ahead of acknowledgements, and after silence asks for the next
/// sequence and sends again from there. Now and then it sends another body under a used sequence, by mistake.
/// </summary>
internal sealed class SimulatedClient
{
    private const int MaxAhead = 5;
    private const long TimeoutMilliseconds = 3_000;

    private readonly World _world;
    private readonly SimulatedHub _hub;
    private readonly int _count;
    private readonly List<byte[]> _reports = [];
    private long _nextToSend = 1;
    private long _lastProgress;

    public SimulatedClient(World world, SimulatedHub hub, string producer, int count)
    {
        (_world, _hub, Producer, _count) = (world, hub, producer, count);
        world.Agenda.In(world.Random.Next(1, 1_000), Pump);
    }

    public string Producer { get; }

    public PlaceId Hub => _hub.Id;

    /// <summary>The bodies that were sent, by sequence - 1.</summary>
    public IReadOnlyList<byte[]> Reports => _reports;

    /// <summary>The highest sequence that was acknowledged; all before it are, too.</summary>
    public long Acknowledged { get; private set; }

    /// <summary>Reused sequences that were accepted; there must be none.</summary>
    public int AcceptedReuses { get; private set; }

    /// <summary>How often the hub asked for a report that it had acknowledged; it must never.</summary>
    public int Forgotten { get; private set; }

    public bool IsDone => Acknowledged >= _count;

    private void Pump()
    {
        while (_nextToSend <= _count && _nextToSend <= Acknowledged + MaxAhead)
        {
            Send(_nextToSend++);
        }

        if (_world.Agenda.Now - _lastProgress > TimeoutMilliseconds)
        {
            Reconnect();
        }

        if (!IsDone)
        {
            _world.Agenda.In(_world.Random.Next(50, 500), Pump);
        }
    }

    private void Send(long sequence)
    {
        while (_reports.Count < sequence)
        {
            _reports.Add(ReportCodec.Encode(_world.FlowsOf(_hub.Id)));
        }

        var payload = _reports[(int)sequence - 1];
        _world.Network.Send(() => _hub.Submit(Producer, sequence, payload, Reply));
        if (sequence <= Acknowledged && _world.Random.Next(10) == 0)
        {
            Misuse(sequence);
        }
    }

    private void Misuse(long sequence)
    {
        var other = ReportCodec.Encode([.. ReportCodec.Decode(_reports[(int)sequence - 1]), .. _world.FlowsOf(_hub.Id)]);
        _world.Network.Send(() => _hub.Submit(
            Producer, sequence, other, answer => AcceptedReuses += answer.IsAccepted && !answer.IsReuse ? 1 : 0));
    }

    private void Reply(HubAnswer answer) => _world.Network.Send(() =>
    {
        _lastProgress = _world.Agenda.Now;
        if (answer.IsAccepted)
        {
            Acknowledged = Math.Max(Acknowledged, answer.Sequence);
        }
        else if (!answer.IsReuse)
        {
            // A gap: something before it was lost on the way.
            Rewind(answer.Expected);
        }
    });

    private void Reconnect()
    {
        _lastProgress = _world.Agenda.Now;
        _world.Network.Send(() =>
        {
            var (expected, acknowledged) = (_hub.NextSequence(Producer), Acknowledged);
            Forgotten += expected <= acknowledged ? 1 : 0;
            _world.Network.Send(() => Rewind(Math.Max(1, expected - _world.Random.Next(3))));
        });
    }

    private void Rewind(long expected) => _nextToSend = Math.Min(_nextToSend, expected);
}
