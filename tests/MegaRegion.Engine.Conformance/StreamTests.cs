using MegaRegion.Engine.Conformance.Grains;
using Orleans.Runtime;

namespace MegaRegion.Engine.Conformance;

/// <summary>Async streams from grains.</summary>
public sealed class StreamTests(EngineFixture engine)
{
    private readonly string _id = Guid.NewGuid().ToString("N");

    private IStreamGrain Grain => engine.Grains.GetGrain<IStreamGrain>(_id);

    [Theory]
    [InlineData(0, 100)]
    [InlineData(1, 100)]
    [InlineData(250, 100)]
    [InlineData(250, 1)]
    [InlineData(250, 33)]
    public async Task All_items_arrive_in_order_whatever_the_batch_size(int count, int batchSize) =>
        (await ReadAsync(Grain.Count(count).WithBatchSize(batchSize))).ShouldBe(Enumerable.Range(0, count));

    [Fact]
    public async Task An_exception_of_the_stream_arrives_with_its_type_when_it_is_read()
    {
        await using var items = Grain.CountAndFail(3).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var failure = await Should.ThrowAsync<QuotaException>(async () =>
        {
            while (await items.MoveNextAsync())
            {
            }
        });
        failure.Limit.ShouldBe(3);
    }

    [Fact]
    public async Task A_reader_that_stops_early_ends_the_grains_stream()
    {
        await foreach (var item in Grain.CountForEver($"{_id}/ended").WithCancellation(TestContext.Current.CancellationToken))
        {
            if (item == 5)
                break;
        }

        await Signals.Opened($"{_id}/ended");
    }

    [Fact]
    public async Task A_cancelled_reader_ends_with_a_cancellation_and_ends_the_grains_stream()
    {
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in Grain.CountForEver($"{_id}/ended").WithCancellation(stop.Token))
            {
                if (item == 5)
                    await stop.CancelAsync();
            }
        });
        await Signals.Opened($"{_id}/ended");
    }

    [Fact]
    public async Task The_grain_takes_requests_while_a_reader_waits_for_an_item()
    {
        await using var items = Grain.Pause($"{_id}/gate").GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await items.MoveNextAsync()).ShouldBeTrue();
        var second = items.MoveNextAsync();
        (await Grain.Ping()).ShouldBe("pong");
        second.IsCompleted.ShouldBeFalse();
        Signals.Open($"{_id}/gate");
        (await second).ShouldBeTrue();
        items.Current.ShouldBe(2);
    }

    [Fact]
    public async Task Items_are_copied()
    {
        await foreach (var box in Grain.Boxes().WithCancellation(TestContext.Current.CancellationToken))
            box.Value = 9;
        (await ReadAsync(Grain.Boxes())).ShouldAllBe(box => box.Value == 1);
    }

    private static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        List<T> read = [];
        await foreach (var item in items)
            read.Add(item);
        return read;
    }
}
