using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;

namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class TimeoutTests
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_caller_waits_thirty_seconds_and_no_less()
    {
        await using var host = await TestHost.StartAsync();
        var call = Probe(host).Hold(_id);
        host.Time.Advance(TimeSpan.FromSeconds(30));
        call.IsCompleted.ShouldBeFalse();
        host.Time.Advance(TimeSpan.FromSeconds(1));
        await Should.ThrowAsync<TimeoutException>(() => call);
        Tests.Probe.Gate(_id).SetResult();
    }

    [Fact]
    public async Task A_method_may_set_its_own_timeout_beside_calls_that_wait_longer()
    {
        await using var host = await TestHost.StartAsync();
        var patient = Probe(host, "-patient").Hold(_id);
        var hasty = Probe(host, "-hasty").HoldBriefly(_id);
        host.Time.Advance(TimeSpan.FromSeconds(6));
        await Should.ThrowAsync<TimeoutException>(() => hasty);
        patient.IsCompleted.ShouldBeFalse();
        Tests.Probe.Gate(_id).SetResult();
        await patient;
    }

    [Fact]
    public async Task A_request_that_expired_while_it_waited_is_dropped()
    {
        await using var host = await TestHost.StartAsync();
        var grain = Probe(host);
        var holding = grain.Hold(_id);
        var waiting = grain.Ping();
        host.Time.Advance(TimeSpan.FromSeconds(31));
        await Should.ThrowAsync<TimeoutException>(() => holding);
        await Should.ThrowAsync<TimeoutException>(() => waiting);
        Tests.Probe.Gate(_id).SetResult();
        (await grain.Ping()).ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_expired_runs_nevertheless_where_the_host_says_so()
    {
        await using var host = await TestHost.StartAsync(
            silo => silo.Configure<SiloMessagingOptions>(options => options.DropExpiredMessages = false));
        var grain = Probe(host);
        var holding = grain.Hold(_id);
        var waiting = grain.Ping();
        host.Time.Advance(TimeSpan.FromSeconds(31));
        await Should.ThrowAsync<TimeoutException>(() => Task.WhenAll(holding, waiting));
        Tests.Probe.Gate(_id).SetResult();
        (await grain.Ping()).ShouldBe(2);
    }

    [Fact]
    public async Task Requests_beyond_the_limit_are_refused()
    {
        await using var host = await TestHost.StartAsync(
            silo => silo.Configure<SiloMessagingOptions>(options => options.MaxEnqueuedRequestsHardLimit = 2));
        var grain = Probe(host);
        var holding = grain.Hold(_id);
        await Tests.Probe.Gate($"{_id} running").Task;
        var waiting = new[] { grain.Ping(), grain.Ping() };
        await Should.ThrowAsync<LimitExceededException>(() => grain.Ping());
        Tests.Probe.Gate(_id).SetResult();
        await Task.WhenAll([holding, .. waiting]);
    }

    private IProbeGrain Probe(TestHost host, string suffix = "") =>
        host.Grains.GetGrain<IProbeGrain>(_id + suffix, typeof(ProbeGrain).FullName);
}
