using System.Diagnostics;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Grains.Telemetry;

namespace MegaRegion.Grains.Hubs;

// Decide all reports of a batch, append the new ones at once, then apply them. Nothing changes before the append.
internal sealed partial class HubGrain
{
    /// <inheritdoc/>
    public async Task<SubmitResult> SubmitAsync(SubmitBatch batch)
    {
        using var span = services.Instruments.Source.StartActivity("hub.submit");
        span?.SetTag("megaregion.reports", batch.Reports.Length);
        CheckConsecutive(batch);
        if (_isStale)
        {
            return Refused(batch, [], SubmitRefusal.StoreUnavailable, batch.Reports[0]);
        }

        if (await services.Catalog.FindAsync(_self.Value, CancellationToken.None) is not { Place.Level: Level.Hub })
        {
            return Refused(batch, [], SubmitRefusal.UnknownHub, batch.Reports[0]);
        }

        using var plan = await DecideAsync(batch);
        var failure = await AppendAsync(batch.Producer, plan);
        var result = failure == SubmitRefusal.None
            ? plan.Refusal == SubmitRefusal.None
                ? new SubmitResult([.. plan.Accepted], SubmitRefusal.None, _ledger.NextSequence(batch.Producer), 0)
                : Refused(batch, plan.Accepted, plan.Refusal, batch.Reports[plan.Accepted.Count])
            : Refused(batch, plan.Accepted, failure, batch.Reports[plan.Accepted.Count]);
        span?.SetStatus(result.Refusal == SubmitRefusal.None ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
        return result;
    }

    private static void CheckConsecutive(SubmitBatch batch)
    {
        if (batch.Reports.Length == 0)
        {
            throw new ArgumentException("A batch has at least one report.", nameof(batch));
        }

        for (var i = 1; i < batch.Reports.Length; i++)
        {
            if (batch.Reports[i].Sequence != batch.Reports[i - 1].Sequence + 1)
            {
                throw new ArgumentException("The sequences of a batch are consecutive.", nameof(batch));
            }
        }
    }

    private async Task<SubmitPlan> DecideAsync(SubmitBatch batch)
    {
        var plan = new SubmitPlan(_ledger.Totals);
        var next = _ledger.NextSequence(batch.Producer);
        foreach (var report in batch.Reports)
        {
            plan.Refusal = report.Sequence < next ? await RecogniseAsync(batch.Producer, report, plan)
                : report.Sequence == next + plan.New.Count ? await PrepareAsync(report, plan)
                : SubmitRefusal.SequenceGap;
            if (plan.Refusal != SubmitRefusal.None)
            {
                break;
            }
        }

        return plan;
    }

    private async Task<SubmitRefusal> RecogniseAsync(string producer, SubmittedReport report, SubmitPlan plan)
    {
        var recorded = await FindRecordedAsync(producer, report);
        if (!recorded.IsSame)
        {
            return SubmitRefusal.SequenceReused;
        }

        plan.Accepted.Add(new AcceptedReport(report.Sequence, recorded.Offset, Duplicate: true, LateFlows: 0));
        services.Instruments.Duplicate(report.FlowCount);
        return SubmitRefusal.None;
    }

    // The row, or the receipt that was left of it. In this order: what goes in between is found as a receipt.
    private async Task<RemovedReport> FindRecordedAsync(string producer, SubmittedReport report) =>
        await journal.FindAsync(_self, producer, report.Sequence, CancellationToken.None) is { } entry
            ? new RemovedReport(entry.Offset, entry.Record.Payload.AsSpan().SequenceEqual(report.Payload))
            : await past.FindRemovedAsync(
                _self, producer, report.Sequence, report.FlowCount, report.Payload, CancellationToken.None)
            ?? throw Violation("recorded", $"Report {report.Sequence} of {producer} at {_self} was applied and is not in the journal.");

    private async ValueTask<SubmitRefusal> PrepareAsync(SubmittedReport report, SubmitPlan plan)
    {
        var prepared = await PrepareAsync(report.Payload);
        if (prepared.FlowCount != report.FlowCount)
        {
            prepared.Dispose();
            throw new ArgumentException($"Report {report.Sequence} has {prepared.FlowCount} flows, not {report.FlowCount}.", nameof(report));
        }

        var totals = plan.Totals + prepared.Totals;
        if (!totals.IsWithinLimit)
        {
            prepared.Dispose();
            return SubmitRefusal.QuantityLimit;
        }

        plan.Totals = totals;
        plan.New.Add((report, prepared));
        return SubmitRefusal.None;
    }

    private async Task<SubmitRefusal> AppendAsync(string producer, SubmitPlan plan)
    {
        if (plan.New.Count == 0)
        {
            return SubmitRefusal.None;
        }

        var now = services.NowUnixMilliseconds;
        var records = plan.New.ConvertAll(item =>
            new JournalRecord(producer, item.Report.Sequence, now, item.Report.FlowCount, item.Report.Payload));
        using var span = services.Instruments.Source.StartActivity("journal.append");
        try
        {
            var last = await journal.AppendAsync(_self, _ledger.ReflectedOffset, records, CancellationToken.None);
            Apply(producer, plan, last - records.Count + 1);
            _sender.Changed(new EventTime(now));
            SnapshotWhenDue();
            return SubmitRefusal.None;
        }
        catch (JournalFullException error)
        {
            LogRefused(error, _self);
            return SubmitRefusal.StoreFull;
        }
        catch (JournalConflictException error)
        {
            GiveUp(error);
            return SubmitRefusal.WriterFenced;
        }
        catch (JournalUnavailableException error)
        {
            GiveUp(error);
            return SubmitRefusal.StoreUnavailable;
        }
        catch (Exception error)
        {
            GiveUp(error);
            throw;
        }
    }

    private void Apply(string producer, SubmitPlan plan, long firstOffset)
    {
        for (var i = 0; i < plan.New.Count; i++)
        {
            var (report, prepared) = plan.New[i];
            var late = _ledger.Apply(producer, report.Sequence, firstOffset + i, prepared);
            plan.Accepted.Add(new AcceptedReport(report.Sequence, firstOffset + i, Duplicate: false, late));
            services.Instruments.Accepted(prepared, late, services.Catalog.Current);
        }
    }

    // The outcome of the write is unknown, or another one writes: only the journal can tell the state.
    private void GiveUp(Exception error)
    {
        _isStale = true;
        LogGaveUp(error, _self);
        DeactivateOnIdle();
    }

    private SubmitResult Refused(
        SubmitBatch batch, List<AcceptedReport> accepted, SubmitRefusal refusal, SubmittedReport refused)
    {
        services.Instruments.Rejected(GrainReasons.NameOf(refusal), refused.FlowCount);
        return new SubmitResult([.. accepted], refusal, _ledger.NextSequence(batch.Producer), refused.Sequence);
    }

    private InvalidOperationException Violation(string invariant, string message)
    {
        services.Instruments.Violated(invariant);
        return new InvalidOperationException(message);
    }

    /// <summary>What is to become of a batch.</summary>
    private sealed class SubmitPlan(LayerTotals totals) : IDisposable
    {
        public List<AcceptedReport> Accepted { get; } = [];

        public List<(SubmittedReport Report, PreparedReport Prepared)> New { get; } = [];

        public LayerTotals Totals { get; set; } = totals;

        public SubmitRefusal Refusal { get; set; }

        public void Dispose() => New.ForEach(item => item.Prepared.Dispose());
    }
}
