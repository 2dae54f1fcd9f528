using Orleans;

namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class CollectionTests
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task An_unused_activation_ends_after_a_quarter_of_an_hour_and_not_before()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName);
        await grain.Ping();
        host.Time.Advance(TimeSpan.FromMinutes(14));
        (await grain.Ping()).ShouldBe(2);
        host.Time.Advance(TimeSpan.FromMinutes(17));
        (await grain.Ping()).ShouldBe(1);
        Probe.Ended[_id].ShouldBe(DeactivationReasonCode.ActivationIdle);
    }

    [Fact]
    public async Task A_class_may_set_its_own_age_or_stay_for_ever()
    {
        await using var host = await TestHost.StartAsync();
        var brief = host.Grains.GetGrain<IShortProbeGrain>(_id);
        var kept = host.Grains.GetGrain<IKeptProbeGrain>(_id);
        await brief.Ping();
        await kept.Ping();
        host.Time.Advance(TimeSpan.FromMinutes(5));
        (await brief.Ping()).ShouldBe(1);
        host.Time.Advance(TimeSpan.FromDays(1));
        (await kept.Ping()).ShouldBe(2);
    }

    [Fact]
    public async Task A_running_request_keeps_the_activation()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IShortProbeGrain>(_id);
        await grain.Ping();
        var holding = grain.Hold(_id);
        await Probe.Gate($"{_id} running").Task;
        host.Time.Advance(TimeSpan.FromMinutes(10));
        Probe.Gate(_id).SetResult();
        await Should.ThrowAsync<TimeoutException>(() => holding);
        (await grain.Ping()).ShouldBe(2);
    }

    [Fact]
    public async Task Deactivation_can_be_put_off()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IShortProbeGrain>(_id);
        await grain.Ping();
        await grain.DelayDeactivation(TimeSpan.FromMinutes(30));
        host.Time.Advance(TimeSpan.FromMinutes(20));
        (await grain.Ping()).ShouldBe(2);
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 2)]
    public async Task A_timer_keeps_the_activation_only_if_it_is_told_to(bool keepAlive, int expected)
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IShortProbeGrain>(_id);
        await grain.StartTimer(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), keepAlive);
        await grain.Ping();
        for (var minute = 0; minute < 10; minute++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(1));
            await host.SettleAsync();
        }

        (await grain.Ping()).ShouldBe(expected);
    }
}
