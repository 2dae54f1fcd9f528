using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// What a hub's grain does with the journal, and nothing else: it recovers, appends after what it knows, and recovers
/// again when an append was fenced or its outcome is unknown. One append at a time; reports that arrive while it is under
/// way go together into the next.
/// </summary>
internal sealed class HubOwner(IJournal journal, PlaceId hub) : IDisposable
{
    private const int MaxAttempts = 5;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<Report> _waiting = [];
    private readonly Dictionary<string, long> _next = new(StringComparer.Ordinal);
    private long _end;
    private bool _isStale = true;

    /// <summary>Appends that another owner's report fenced.</summary>
    public int Fenced { get; private set; }

    /// <summary>Appends that failed otherwise: a deadlock, a lost connection.</summary>
    public int Failed { get; private set; }

    /// <summary>Reports that were given up after five attempts, to be sent again.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Appends that were kept.</summary>
    public int Kept { get; private set; }

    /// <summary>
    /// Records the producer's next report and returns its sequence; 0 when the owner gave up. A report that turns out to
    /// be there after a failure counts as recorded.
    /// </summary>
    public async Task<long> SubmitAsync(string producer, long sequence, CancellationToken cancellation)
    {
        var report = new Report(producer, sequence);
        lock (_waiting)
        {
            _waiting.Add(report);
        }

        await _turn.WaitAsync(cancellation);
        try
        {
            await RecordWaitingAsync(cancellation);
        }
        finally
        {
            _turn.Release();
        }

        return report.IsRecorded ? sequence : 0;
    }

    public void Dispose() => _turn.Dispose();

    private async Task RecordWaitingAsync(CancellationToken cancellation)
    {
        List<Report> batch;
        lock (_waiting)
        {
            batch = [.. _waiting];
            _waiting.Clear();
        }

        for (var attempt = 0; attempt < MaxAttempts && batch.Count > 0; attempt++)
        {
            await TryAsync(batch, cancellation);
            batch.RemoveAll(report => report.IsRecorded);
        }

        GivenUp += batch.Count;
    }

    private async Task TryAsync(List<Report> batch, CancellationToken cancellation)
    {
        try
        {
            await RecoverAsync(cancellation);
            batch.ForEach(report => report.IsRecorded = report.Sequence < Next(report.Producer));
            var missing = batch.Where(report => !report.IsRecorded).ToList();
            if (missing.Count > 0)
            {
                missing.ShouldAllBe(report => report.Sequence == Next(report.Producer), "a report is missing");
                _isStale = true;
                _end = await journal.AppendAsync(
                    hub, _end, missing.ConvertAll(report => Sample.Record(report.Sequence, report.Producer)), cancellation);
                _isStale = false;
                Kept++;
                missing.ForEach(report => (report.IsRecorded, _next[report.Producer]) = (true, report.Sequence + 1));
            }
        }
        catch (JournalConflictException)
        {
            Fenced++;
        }
        catch (JournalUnavailableException)
        {
            // Unknown: the next attempt recovers first.
            Failed++;
        }
    }

    private long Next(string producer) => _next.GetValueOrDefault(producer, 1);

    private async Task RecoverAsync(CancellationToken cancellation)
    {
        if (!_isStale)
        {
            return;
        }

        await foreach (var entry in journal.ReadHubAsync(hub, _end, cancellation))
        {
            entry.Record.Sequence.ShouldBe(Next(entry.Record.Producer), "the journal has a gap or a double");
            _next[entry.Record.Producer] = entry.Record.Sequence + 1;
            _end = entry.Offset;
        }

        _isStale = false;
    }

    private sealed class Report(string producer, long sequence)
    {
        public string Producer { get; } = producer;

        public long Sequence { get; } = sequence;

        public bool IsRecorded { get; set; }
    }
}
