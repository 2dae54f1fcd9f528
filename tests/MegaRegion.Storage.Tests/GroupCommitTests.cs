using System.Diagnostics;
using System.Diagnostics.Metrics;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Conformance.Sqlite;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

public sealed class GroupCommitTests : IAsyncDisposable
{
    private const int Hubs = 100;

    private readonly TemporarySqliteStore _store = new(services =>
        services.Configure<SqliteStoreOptions>(options => options.MaxDatabaseBytes = 2 << 20));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IJournal Journal => _store.Services.GetRequiredService<IJournal>();

    [Fact]
    public async Task Appends_that_wait_together_share_one_commit()
    {
        var groups = new List<int>();
        using var listener = ListenForGroups(groups);

        await Task.WhenAll(await AppendTogetherAsync());

        groups.ShouldBe([1, Hubs]);
    }

    [Fact]
    public async Task A_group_that_finds_no_space_keeps_nothing_and_the_store_goes_on()
    {
        await AppendAsync(0, Sample.Record(1));

        var appends = await AppendTogetherAsync(Sample.Record(1, payloadBytes: 4 << 20));

        foreach (var append in appends)
        {
            await Should.ThrowAsync<JournalFullException>(() => append);
        }

        (await Journal.GetTotalsAsync(Cancellation)).ShouldBe(new JournalTotals(1, 2, 1));
        (await Journal.ReadAllAsync(0, long.MaxValue, Cancellation).ToListAsync(Cancellation)).Count.ShouldBe(1);
        (await AppendAsync(1, Sample.Record(1))).ShouldBe(2);
        _store.Services.GetRequiredService<IStoreHealth>().Fenced.IsCancellationRequested.ShouldBeFalse();
    }

    [Fact]
    public async Task A_group_with_a_bug_in_it_keeps_nothing_and_the_store_goes_on()
    {
        var writer = _store.Services.GetRequiredService<SqliteStore>().Writer;
        Task<int>? bug = null;
        var appends = await AppendTogetherAsync(
            before: () => bug = writer.WriteAsync<int>(_ => throw new InvalidCastException("a bug"), 0, Cancellation));

        await Should.ThrowAsync<JournalUnavailableException>(() => bug!);
        foreach (var append in appends)
        {
            (await Should.ThrowAsync<JournalUnavailableException>(() => append)).InnerException
                .ShouldBeOfType<InvalidCastException>();
        }

        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(0);
        (await AppendAsync(1, Sample.Record(1))).ShouldBe(1);
    }

    [Fact]
    public async Task Closing_the_store_commits_what_is_waiting()
    {
        var appends = await AppendTogetherAsync();
        await _store.CloseAsync();

        await Task.WhenAll(appends);
        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(Hubs);
    }

    [Fact]
    public async Task A_commit_is_a_span_that_links_to_the_callers()
    {
        var commits = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "MegaRegion.Storage",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = commits.Add,
        };
        ActivitySource.AddActivityListener(listener);
        using var caller = new Activity("caller").Start();

        await AppendAsync(1, Sample.Record(1));
        await _store.CloseAsync();

        var commit = commits.Single(span => span.Links.Any(link => link.Context.SpanId == caller.SpanId));
        commit.GetTagItem("db.operation.batch.size").ShouldBe(1);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private Task<long> AppendAsync(int hub, JournalRecord record) =>
        Journal.AppendAsync(Sample.Hub(hub), 0, [record], Cancellation).AsTask();

    // Holds the writer thread until one append of each hub, and another piece of work, are in the queue.
    private async Task<List<Task<long>>> AppendTogetherAsync(JournalRecord? last = null, Action? before = null)
    {
        var held = new TaskCompletionSource();
        using var release = new ManualResetEventSlim();
        var writer = _store.Services.GetRequiredService<SqliteStore>().Writer;
        var holding = writer.WriteAsync(
            _ =>
            {
                held.SetResult();
                release.Wait(Cancellation);
                return true;
            },
            0,
            Cancellation);
        await held.Task;
        before?.Invoke();
        var appends = Enumerable.Range(1, Hubs)
            .Select(hub => AppendAsync(hub, hub == Hubs && last is not null ? last : Sample.Record(1)))
            .ToList();
        release.Set();
        await holding;
        return appends;
    }

    private MeterListener ListenForGroups(List<int> groups)
    {
        var meters = _store.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "megaregion.flow.commit.writes" && instrument.Meter.Scope == meters)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((_, writes, _, _) => groups.Add(writes));
        listener.Start();
        return listener;
    }
}
