using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>
/// What a hub's grain does with the journal, and nothing else: it recovers, appends after what it knows, and recovers
/// again when an append was fenced or its outcome is unknown. One append at a time.
/// </summary>
internal sealed class HubOwner(IJournal journal, PlaceId hub) : IDisposable
{
    private const int MaxAttempts = 5;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, long> _next = new(StringComparer.Ordinal);
    private long _end;
    private bool _isStale = true;

    /// <summary>Appends that another owner's report fenced.</summary>
    public int Fenced { get; private set; }

    /// <summary>
    /// Records the producer's next report and returns its sequence; 0 when the owner gave up. A report that turns out to
    /// be there after a failure counts as recorded.
    /// </summary>
    public async Task<long> SubmitAsync(string producer, long sequence, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            for (var attempt = 0; attempt < MaxAttempts; attempt++)
            {
                if (await TryAsync(producer, sequence, cancellation))
                {
                    return sequence;
                }
            }

            return 0;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> TryAsync(string producer, long sequence, CancellationToken cancellation)
    {
        try
        {
            await RecoverAsync(cancellation);
            var next = _next.GetValueOrDefault(producer, 1);
            if (sequence < next)
            {
                return true;
            }

            sequence.ShouldBe(next, "a report is missing");
            _isStale = true;
            _end = await journal.AppendAsync(hub, _end, [Sample.Record(sequence, producer)], cancellation);
            (_isStale, _next[producer]) = (false, sequence + 1);
            return true;
        }
        catch (JournalConflictException)
        {
            Fenced++;
            return false;
        }
        catch (JournalUnavailableException)
        {
            return false;
        }
    }

    private async Task RecoverAsync(CancellationToken cancellation)
    {
        if (!_isStale)
        {
            return;
        }

        await foreach (var entry in journal.ReadHubAsync(hub, _end, cancellation))
        {
            entry.Record.Sequence.ShouldBe(_next.GetValueOrDefault(entry.Record.Producer, 1), "the journal has a gap or a double");
            _next[entry.Record.Producer] = entry.Record.Sequence + 1;
            _end = entry.Offset;
        }

        _isStale = false;
    }
}
