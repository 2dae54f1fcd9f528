using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Simulation.Tests;

/// <summary>
/// A hub: decides, appends, applies, acknowledges, one report at a time. A crash loses everything but the journal and
/// the snapshots, also between the append and the acknowledgement.
/// </summary>
internal sealed class SimulatedHub(World world, PlaceId id, SimulatedNode parent)
{
    private readonly Queue<Action> _waiting = new();
    private HubLedger? _ledger;
    private SimulatedSender? _sender;
    private byte[]? _snapshot;
    private int _life;
    private bool _isBusy;

    public PlaceId Id { get; } = id;

    public PlaceNumber Number { get; } = SmallCountry.Number(id);

    public SimulatedNode Parent { get; } = parent;

    public bool IsDone => !_isBusy && _waiting.Count == 0 && (_sender?.IsDone ?? true);

    public HubLedger Ledger => Awake();

    public long NextSequence(string producer) => Awake().NextSequence(producer);

    public void Submit(string producer, long sequence, byte[] payload, Action<HubAnswer> answer)
    {
        _waiting.Enqueue(() => Handle(producer, sequence, payload, answer));
        HandleNext();
    }

    public void Crash()
    {
        _life++;
        if (_sender is not null)
        {
            _sender.IsDead = true;
        }

        (_ledger, _sender, _isBusy) = (null, null, false);
        _waiting.Clear();
    }

    /// <summary>Wakes the hub up; true when it was awake and its parent has everything.</summary>
    public bool WakeUp()
    {
        var isDone = _ledger is not null && IsDone;
        Awake();
        return isDone;
    }

    public void TakeSnapshot() => _snapshot = HubLedgerCodec.Encode(Awake());

    private void HandleNext()
    {
        if (!_isBusy && _waiting.TryDequeue(out var next))
        {
            _isBusy = true;
            next();
        }
    }

    private void Handle(string producer, long sequence, byte[] payload, Action<HubAnswer> answer)
    {
        var ledger = Awake();
        var verdict = world.Flaw == Flaw.NoDeduplication ? SequenceVerdict.Next : ledger.Decide(producer, sequence);
        if ((verdict == SequenceVerdict.Next || world.Flaw == Flaw.JudgesResends) && IsOfTheFuture(payload))
        {
            world.ClockRecord.Refused++;
            world.ClockRecord.RefusedResends += verdict == SequenceVerdict.Recorded ? 1 : 0;
            Answer(answer, new HubAnswer(sequence, IsAccepted: false, ledger.NextSequence(producer), IsReuse: false));
            return;
        }

        if (verdict != SequenceVerdict.Next)
        {
            Answer(answer, Judge(producer, sequence, payload, verdict));
            return;
        }

        var report = PreparedReport.TryPrepare(payload, SmallCountry.Directory, out _)!;
        if (world.Flaw == Flaw.AcknowledgesTooEarly)
        {
            answer(new HubAnswer(sequence, IsAccepted: true, sequence + 1, IsReuse: false));
        }

        Append(producer, sequence, payload, report, answer);
    }

    // As the gateway's intake does.
    private bool IsOfTheFuture(byte[] payload) =>
        world.Flaw != Flaw.NoFutureRule && ReportCodec.Decode(payload).Any(flow => ReportRules.CheckFlow(
            ReportedFlow.From(flow), 0, Id, SmallCountry.Directory, EventTime.From(world.Clock.GetUtcNow())) is not null);

    private void Record(long started, DateTimeOffset startedAt, byte[] payload)
    {
        var took = world.Flaw == Flaw.MeasuresWithWallClock
            ? world.Clock.GetUtcNow() - startedAt
            : world.Clock.GetElapsedTime(started);
        var latest = ReportCodec.Decode(payload).Max(flow => flow.EventTime.UnixMilliseconds);
        world.ClockRecord.NegativeDurations += took < TimeSpan.Zero ? 1 : 0;
        world.ClockRecord.AcceptedFuture += latest - startedAt.ToUnixTimeMilliseconds() > 300_000 ? 1 : 0;
    }

    private HubAnswer Judge(string producer, long sequence, byte[] payload, SequenceVerdict verdict)
    {
        var isSame = verdict == SequenceVerdict.Recorded
            && world.Journal.Find(Id, producer, sequence)!.Payload.AsSpan().SequenceEqual(payload);
        return new HubAnswer(
            sequence, isSame, Awake().NextSequence(producer), IsReuse: verdict == SequenceVerdict.Recorded && !isSame);
    }

    // The bytes become durable after a while; the hub learns of it a while later. A crash may come in between.
    private void Append(string producer, long sequence, byte[] payload, PreparedReport report, Action<HubAnswer> answer)
    {
        var life = _life;
        var (started, startedAt) = (world.Clock.GetTimestamp(), world.Clock.GetUtcNow());
        world.Agenda.In(world.Random.Next(1, 20), () =>
        {
            if (life != _life && world.Random.Next(2) == 0)
            {
                // The process died before the write reached the disk.
                return;
            }

            var offset = world.Journal.Append(Id, producer, sequence, payload, world.Flaw != Flaw.NoDeduplication);
            world.Agenda.In(world.Random.Next(0, 5), () =>
            {
                if (life != _life)
                {
                    return;
                }

                if (offset is { } at)
                {
                    Record(started, startedAt, payload);
                    Apply(producer, sequence, at, report);
                    Answer(answer, new HubAnswer(sequence, IsAccepted: true, _ledger!.NextSequence(producer), IsReuse: false));
                }
                else
                {
                    Crash();
                }
            });
        });
    }

    private void Apply(string producer, long sequence, long offset, PreparedReport report)
    {
        if (world.Flaw == Flaw.NoDeduplication)
        {
            // A name of its own for each report makes the ledger take it for new.
            _ledger!.Apply($"{producer}-{offset}", 1, offset, report);
        }
        else
        {
            _ledger!.Apply(producer, sequence, offset, report);
        }

        _sender!.Changed();
    }

    private void Answer(Action<HubAnswer> answer, HubAnswer value)
    {
        _isBusy = false;
        answer(value);
        HandleNext();
    }

    private HubLedger Awake()
    {
        if (_ledger is null)
        {
            _ledger = _snapshot is null ? new HubLedger(world.Retention) : HubLedgerCodec.Decode(_snapshot, world.Retention)!;
            _sender = new SimulatedSender(world, Number, Parent, _ledger.Cube);
            foreach (var line in world.Journal.Of(Id, _ledger.ReflectedOffset).ToList())
            {
                Apply(line.Producer, line.Sequence, line.Offset, PreparedReport.TryPrepare(line.Payload, SmallCountry.Directory, out _)!);
            }

            _sender.Changed();
        }

        return _ledger;
    }
}
