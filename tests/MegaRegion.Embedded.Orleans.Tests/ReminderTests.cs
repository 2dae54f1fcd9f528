using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MegaRegion.Embedded.Orleans.Tests;

public interface IRemindedGrain : IGrainWithStringKey
{
    Task Set(TimeSpan dueTime, TimeSpan period);

    Task Ping();
}

public sealed class RemindedGrain : Grain, IRemindedGrain, IRemindable
{
    public static ConcurrentDictionary<string, ConcurrentQueue<TickStatus>> Ticks { get; } = new(StringComparer.Ordinal);

    public async Task Set(TimeSpan dueTime, TimeSpan period) => await this.RegisterOrUpdateReminder("r", dueTime, period);

    public Task Ping() => Task.CompletedTask;

    public Task ReceiveReminder(string reminderName, TickStatus status)
    {
        Ticks.GetOrAdd(this.GetPrimaryKeyString(), static _ => new ConcurrentQueue<TickStatus>()).Enqueue(status);
        return Task.CompletedTask;
    }
}

public sealed class ReminderTests
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private IEnumerable<double> MinutesSince(DateTimeOffset start) => RemindedGrain.Ticks.TryGetValue(_id, out var ticks)
        ? ticks.Select(tick => (tick.CurrentTickTime - start.UtcDateTime).TotalMinutes)
        : [];

    [Fact]
    public async Task A_reminder_outlives_the_host_and_skips_the_ticks_it_slept_through()
    {
        var table = new InMemoryReminderTable();
        var time = new ManualTime();
        var start = time.GetUtcNow();
        await using (var host = await StartAsync(table, time))
        {
            await host.Grains.GetGrain<IRemindedGrain>(_id).Set(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(10));
            await MoveAsync(host, minutes: 7);
        }

        time.Advance(TimeSpan.FromMinutes(33));
        await using (var host = await StartAsync(table, time))
            await MoveAsync(host, minutes: 16);

        MinutesSince(start).ShouldBe([5, 45, 55]);
        RemindedGrain.Ticks[_id].ShouldAllBe(tick => tick.FirstTickTime == start.UtcDateTime.AddMinutes(5) && tick.Period == TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task A_row_added_by_another_writer_is_found_at_the_next_reading()
    {
        var table = new InMemoryReminderTable();
        var time = new ManualTime();
        var start = time.GetUtcNow();
        await using var host = await StartAsync(table, time);
        var id = host.Grains.GetGrain<IRemindedGrain>(_id).GetGrainId();
        await table.UpsertRow(new ReminderEntry { GrainId = id, ReminderName = "r", StartAt = start.UtcDateTime.AddMinutes(8), Period = TimeSpan.FromMinutes(60) });
        await MoveAsync(host, minutes: 10);
        MinutesSince(start).ShouldBe([8]);
    }

    [Fact]
    public async Task A_period_below_a_minute_is_refused()
    {
        await using var host = await StartAsync(new InMemoryReminderTable(), new ManualTime());
        await Should.ThrowAsync<ArgumentException>(
            () => host.Grains.GetGrain<IRemindedGrain>(_id).Set(TimeSpan.Zero, TimeSpan.FromSeconds(59)));
    }

    private static Task<TestHost> StartAsync(InMemoryReminderTable table, ManualTime time) => TestHost.StartAsync(
        silo =>
        {
            silo.Services.AddSingleton<IReminderTable>(table);
            silo.AddReminders();
        },
        time);

    // A tick is a call: it is over when a later call to the same grain is.
    private async Task MoveAsync(TestHost host, int minutes)
    {
        for (var minute = 0; minute < minutes; minute++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await host.Grains.GetGrain<IRemindedGrain>(_id).Ping();
            await host.SettleAsync();
            await host.ScheduledAsync();
        }
    }
}
