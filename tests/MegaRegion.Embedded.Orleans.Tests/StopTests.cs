using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class StopTests
{
    private const int Failed = 102;
    private const int GivenUp = 111;

    private readonly string _id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task Stopping_the_host_deactivates_every_grain_and_then_refuses_calls()
    {
        var host = await TestHost.StartAsync();
        var grains = Enumerable.Range(0, 100).Select(n => host.Grains.GetGrain<IProbeGrain>($"{_id}-{n}", typeof(ProbeGrain).FullName)).ToArray();
        await Task.WhenAll(grains.Select(grain => grain.Ping()));
        await host.StopAsync();
        for (var n = 0; n < grains.Length; n++)
            Probe.Ended[$"{_id}-{n}"].ShouldBe(DeactivationReasonCode.ShuttingDown);
        await Should.ThrowAsync<SiloUnavailableException>(() => grains[0].Ping());
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Stopping_waits_for_running_requests()
    {
        var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName);
        var holding = grain.Hold(_id);
        await Probe.Gate($"{_id} running").Task;
        var stopping = host.StopAsync();
        await host.SettleAsync();
        Probe.Ended.ContainsKey(_id).ShouldBeFalse();
        Probe.Gate(_id).SetResult();
        await holding;
        await stopping;
        Probe.Ended[_id].ShouldBe(DeactivationReasonCode.ShuttingDown);
        await host.DisposeAsync();
    }

    [Fact]
    public async Task Stopping_breaks_activations_off_and_says_so_without_an_error()
    {
        var log = new RecordedLog();
        var host = await TestHost.StartAsync(log: log);
        var call = host.Grains.GetGrain<ISlowStartGrain>(_id).Ping();
        await Probe.Gate($"{_id} starting").Task;

        await host.StopAsync();

        await Should.ThrowAsync<SiloUnavailableException>(() => call);
        log.Lines.ShouldNotContain(line => line.Level >= LogLevel.Warning);
        log.Lines.Single(line => line.Id == GivenUp).Cause.ShouldBeOfType<SiloUnavailableException>();
        await host.DisposeAsync();
    }

    // Negative control: an activation that fails while the host runs is an error.
    [Fact]
    public async Task An_activation_that_fails_in_a_running_host_is_an_error()
    {
        var log = new RecordedLog();
        await using var host = await TestHost.StartAsync(log: log);
        Probe.Gate(_id).SetException(new InvalidDataException("broken"));

        await Should.ThrowAsync<InvalidDataException>(() => host.Grains.GetGrain<ISlowStartGrain>(_id).Ping());

        log.Lines.ShouldContain(line => line.Level == LogLevel.Error && line.Id == Failed);
        log.Lines.ShouldNotContain(line => line.Id == GivenUp);
    }
}
