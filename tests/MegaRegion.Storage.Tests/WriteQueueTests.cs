using MegaRegion.Storage.Sqlite;
using MegaRegion.Storage.Writing;

namespace MegaRegion.Storage.Tests;

public sealed class WriteQueueTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void What_is_waiting_is_taken_in_order_as_one_group()
    {
        var queue = new WriteQueue<WriteRequest>(maxWrites: 10, maxBytes: 1_000);
        var requests = Enqueue(queue, 10, 10, 10);

        Take(queue, 10, 1_000).ShouldBe(requests);

        queue.Depth.ShouldBe(0);
    }

    [Fact]
    public void A_group_is_bounded_by_writes_and_by_bytes()
    {
        var queue = new WriteQueue<WriteRequest>(maxWrites: 10, maxBytes: 1_000);
        var requests = Enqueue(queue, 100, 100, 100, 100, 100);

        Take(queue, 2, 1_000).ShouldBe(requests[..2]);
        Take(queue, 10, 299).ShouldBe(requests[2..4]);
        Take(queue, 10, 299).ShouldBe(requests[4..]);
    }

    [Fact]
    public void A_write_larger_than_the_bounds_goes_alone()
    {
        var queue = new WriteQueue<WriteRequest>(maxWrites: 10, maxBytes: 50);
        var requests = Enqueue(queue, 100, 10);
        queue.Depth.ShouldBe(2);
        queue.Utilisation.ShouldBe(1);

        Take(queue, 10, 50).ShouldBe(requests[..1]);
        Take(queue, 10, 50).ShouldBe(requests[1..]);
    }

    [Fact]
    public void Callers_beyond_the_bounds_wait_outside_and_come_in_in_order()
    {
        var queue = new WriteQueue<WriteRequest>(maxWrites: 2, maxBytes: 1_000);
        var requests = Enqueue(queue, 1, 1, 1, 1, 1);

        Take(queue, 1, 1_000).ShouldBe(requests[..1]);
        Take(queue, 4, 1_000).ShouldBe(requests[1..]);
    }

    [Fact]
    public async Task A_caller_outside_can_give_up_and_one_inside_cannot()
    {
        using var giveUp = new CancellationTokenSource();
        var queue = new WriteQueue<WriteRequest>(maxWrites: 1, maxBytes: 1_000);
        var inside = Request(1);
        var outside = Request(1);
        queue.TryEnqueue(inside, giveUp.Token).ShouldBeTrue();
        queue.TryEnqueue(outside, giveUp.Token).ShouldBeTrue();

        await giveUp.CancelAsync();

        outside.Task.IsCanceled.ShouldBeTrue();
        inside.Task.IsCompleted.ShouldBeFalse();
        Take(queue, 10, 1_000).ShouldBe([inside]);
    }

    [Fact]
    public async Task A_large_write_that_gives_up_lets_the_smaller_one_behind_it_in()
    {
        using var giveUp = new CancellationTokenSource();
        var queue = new WriteQueue<WriteRequest>(maxWrites: 10, maxBytes: 100);
        var inside = Request(60);
        var behind = Request(40);
        queue.TryEnqueue(inside, Cancellation);
        queue.TryEnqueue(Request(90), giveUp.Token);
        queue.TryEnqueue(behind, Cancellation);

        await giveUp.CancelAsync();

        Take(queue, 10, 1_000).ShouldBe([inside, behind]);
    }

    [Fact]
    public void A_closed_queue_lets_nothing_in_but_gives_out_what_it_has()
    {
        var queue = new WriteQueue<WriteRequest>(maxWrites: 1, maxBytes: 1_000);
        var requests = Enqueue(queue, 1, 1);

        queue.Close();

        queue.TryEnqueue(Request(1), Cancellation).ShouldBeFalse();
        Take(queue, 10, 1_000).ShouldBe(requests);
        Take(queue, 10, 1_000).ShouldBeEmpty();
    }

    private static WriteRequest<int>[] Enqueue(WriteQueue<WriteRequest> queue, params long[] bytes)
    {
        var requests = bytes.Select(Request).ToArray();
        requests.ShouldAllBe(request => queue.TryEnqueue(request, Cancellation));
        return requests;
    }

    private static WriteRequest<int> Request(long bytes) => new(_ => 0, bytes);

    private static List<WriteRequest> Take(WriteQueue<WriteRequest> queue, int maxWrites, long maxBytes)
    {
        var group = new List<WriteRequest>();
        queue.Take(group, maxWrites, maxBytes).ShouldBe(group.Count > 0);
        return group;
    }
}
