using Orleans.Runtime;
using Orleans.Serialization;

namespace MegaRegion.Embedded.Orleans.Tests;

public sealed class MessageTests
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    [Fact]
    public async Task A_result_that_cannot_be_copied_becomes_an_exception()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName);
        (await Should.ThrowAsync<CodecNotFoundException>(grain.Unmarked)).Message.ShouldContain("GenerateSerializer");
        (await grain.Ping()).ShouldBe(1);
    }

    [Fact]
    public async Task An_argument_that_cannot_be_copied_is_refused_before_it_is_sent()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName);
        Should.Throw<CodecNotFoundException>(() => { _ = grain.Take(new MemoryStream()); });
        await grain.Take(new Dictionary<string, int[]>(StringComparer.Ordinal) { ["a"] = [1] });
    }

    [Fact]
    public async Task Context_values_are_copied()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName);
        List<int> list = [1];
        RequestContext.Set("list", list);
        try
        {
            var call = grain.ReadContext();
            list.Add(2);
            (await call).ShouldBe("1");
        }
        finally
        {
            RequestContext.Clear();
        }
    }

    [Fact]
    public async Task A_caller_goes_on_outside_the_grain_it_has_called()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IProbeGrain>(_id, typeof(ProbeGrain).FullName);
        for (var i = 0; i < 1000; i++)
        {
            await grain.Ping();
            Activation.Current.ShouldBeNull();
            TaskScheduler.Current.ShouldBe(TaskScheduler.Default);
        }
    }

    [Fact]
    public async Task A_stream_whose_reader_pauses_too_long_is_aborted()
    {
        await using var host = await TestHost.StartAsync();
        var grain = host.Grains.GetGrain<IKeptProbeGrain>(_id);
        await using var items = grain.Count(10).WithBatchSize(1).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await items.MoveNextAsync()).ShouldBeTrue();
        for (var second = 0; second < 70; second++)
        {
            host.Time.Advance(TimeSpan.FromSeconds(1));
            await host.SettleAsync();
        }

        await Should.ThrowAsync<EnumerationAbortedException>(async () => await items.MoveNextAsync());
    }
}
