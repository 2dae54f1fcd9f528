namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class TimerTests
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Ticks_come_after_the_due_time_and_then_every_period()
    {
        await using var host = await TestHost.StartAsync();
        var start = host.Time.GetUtcNow();
        var grain = host.Grains.GetGrain<IKeptProbeGrain>(_id);
        await grain.StartTimer(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), keepAlive: false);
        for (var second = 0; second < 25; second++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await host.SettleAsync();
        }

        (await grain.TimerTicks()).Select(tick => (tick - start).TotalSeconds).ShouldBe([2, 12, 22]);
    }

    [Fact]
    public async Task A_tick_waits_for_the_running_request_and_the_next_counts_from_its_end()
    {
        await using var host = await TestHost.StartAsync();
        var start = host.Time.GetUtcNow();
        var grain = host.Grains.GetGrain<IKeptProbeGrain>(_id);
        await grain.StartTimer(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10), keepAlive: false);
        var holding = grain.Hold(_id);
        host.Time.Advance(TimeSpan.FromSeconds(5));
        (await grain.TimerTicks()).ShouldBeEmpty();
        Probe.Gate(_id).SetResult();
        await holding;
        await host.SettleAsync();
        host.Time.Advance(TimeSpan.FromSeconds(10));
        await host.SettleAsync();
        (await grain.TimerTicks()).Select(tick => (tick - start).TotalSeconds).ShouldBe([5, 15]);
    }
}
