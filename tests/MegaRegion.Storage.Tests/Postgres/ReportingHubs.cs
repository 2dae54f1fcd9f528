using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests.Postgres;

/// <summary>Hubs that report without a pause, also through failures, and remember what was acknowledged.</summary>
internal sealed class ReportingHubs : IAsyncDisposable
{
    private readonly IServiceProvider _store;
    private readonly string _producer;
    private readonly CancellationTokenSource _stop = new();
    private readonly HubOwner[] _owners;
    private readonly long[] _recorded;
    private readonly Task[] _running;
    private long _acknowledgements;

    public ReportingHubs(IServiceProvider store, int hubs, string producer = "door")
    {
        (_store, _producer) = (store, producer);
        var journal = store.GetRequiredService<IJournal>();
        _owners = [.. Enumerable.Range(0, hubs).Select(hub => new HubOwner(journal, Sample.Hub(hub)))];
        _recorded = new long[hubs];
        _running = [.. Enumerable.Range(0, hubs).Select(hub => Task.Run(() => ReportAsync(hub)))];
    }

    /// <summary>How many hubs report.</summary>
    public int Count => _owners.Length;

    /// <summary>Acknowledgements so far, of all hubs.</summary>
    public long Acknowledgements => Interlocked.Read(ref _acknowledgements);

    /// <summary>Stops reporting and compares: everything acknowledged is stored, each once, and nothing else but one under way.</summary>
    /// <param name="reader">Another process's store on the same schema to read with; null for the one that was reported to.</param>
    public async Task StopAndCompareAsync(IServiceProvider? reader = null)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        var journal = (reader ?? _store).GetRequiredService<IJournal>();
        for (var hub = 0; hub < _owners.Length; hub++)
        {
            var stored = await journal.ReadHubAsync(Sample.Hub(hub), 0, TestContext.Current.CancellationToken)
                .Where(entry => string.Equals(entry.Record.Producer, _producer, StringComparison.Ordinal))
                .Select(entry => entry.Record.Sequence)
                .ToListAsync(TestContext.Current.CancellationToken);
            StoredReports.Compare(stored, [.. Enumerable.Range(1, (int)_recorded[hub]).Select(sequence => (long)sequence)]);
            stored.Count.ShouldBeLessThanOrEqualTo((int)_recorded[hub] + 1);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        Array.ForEach(_owners, owner => owner.Dispose());
        _stop.Dispose();
    }

    private async Task ReportAsync(int hub)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!_stop.IsCancellationRequested)
        {
            var sequence = await _owners[hub].SubmitAsync(_producer, _recorded[hub] + 1, CancellationToken.None);
            if (sequence > 0)
            {
                _recorded[hub] = sequence;
                Interlocked.Increment(ref _acknowledgements);
            }

            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
