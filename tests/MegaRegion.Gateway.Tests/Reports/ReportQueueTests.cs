using MegaRegion.Contracts.Hubs;
using MegaRegion.Gateway.Reports;

namespace MegaRegion.Gateway.Tests.Reports;

public sealed class ReportQueueTests
{
    private static ByteBudget Unlimited => new(long.MaxValue);

    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Takes_everything_that_waits_in_order()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 1_000, Unlimited);
        await queue.AddAsync(Report(1), None);
        await queue.AddAsync(Report(2), None);

        (await queue.TakeAllAsync(None)).Select(report => report.Sequence).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Holds_the_reader_back_at_the_bound_of_reports_until_one_is_answered()
    {
        var queue = new ReportQueue(maxReports: 2, maxBytes: 1_000, Unlimited);
        await queue.AddAsync(Report(1), None);
        await queue.AddAsync(Report(2), None);
        var third = queue.AddAsync(Report(3), None);

        var taken = await queue.TakeAllAsync(None);
        third.IsCompleted.ShouldBeFalse("a report at the grain still counts");
        queue.Release(1, taken[0].Bytes);
        await third;
    }

    [Fact]
    public async Task Holds_the_reader_back_at_the_bound_of_bytes()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 100, Unlimited);
        await queue.AddAsync(Report(1, bytes: 60), None);
        var second = queue.AddAsync(Report(2, bytes: 60), None);
        second.IsCompleted.ShouldBeFalse();

        queue.Release(1, (await queue.TakeAllAsync(None))[0].Bytes);
        await second;
    }

    [Fact]
    public async Task Lets_one_report_above_the_bound_of_bytes_in_alone()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 100, Unlimited);

        await queue.AddAsync(Report(1, bytes: 500), None);

        queue.AddAsync(Report(2, bytes: 1), None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_what_is_left_and_then_nothing_when_complete()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 100, Unlimited);
        await queue.AddAsync(Report(1), None);
        queue.Complete();

        (await queue.TakeAllAsync(None)).Count.ShouldBe(1);
        (await queue.TakeAllAsync(None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Streams_share_the_budget_of_the_process()
    {
        var budget = new ByteBudget(100);
        var one = new ReportQueue(maxReports: 10, maxBytes: 1_000, budget);
        var other = new ReportQueue(maxReports: 10, maxBytes: 1_000, budget);
        await one.AddAsync(Report(1, bytes: 60), None);
        var held = other.AddAsync(Report(1, bytes: 60), None).AsTask();
        held.IsCompleted.ShouldBeFalse();
        budget.TryTake(1).ShouldBeFalse("nobody overtakes a stream that waits");

        one.Release(1, (await one.TakeAllAsync(None))[0].Bytes);

        await held;
        budget.Taken.ShouldBe(60);
    }

    [Fact]
    public async Task A_stream_that_ends_gives_back_what_it_had_and_what_it_still_reads()
    {
        var budget = new ByteBudget(100);
        var queue = new ReportQueue(maxReports: 10, maxBytes: 1_000, budget);
        await queue.AddAsync(Report(1, bytes: 60), None);
        await queue.AddAsync(Report(2, bytes: 30), None);
        queue.Release(1, (await queue.TakeAllAsync(None))[0].Bytes);

        queue.Dispose();
        await queue.AddAsync(Report(3, bytes: 50), None);

        budget.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task A_stream_that_is_cancelled_leaves_the_line()
    {
        var budget = new ByteBudget(100);
        budget.TryTake(90).ShouldBeTrue();
        using var cancel = new CancellationTokenSource();
        var large = budget.TakeAsync(50, cancel.Token).AsTask();
        var small = budget.TakeAsync(10, None).AsTask();

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => large);
        await small;
        budget.Taken.ShouldBe(100);
    }

    [Fact]
    public async Task A_report_above_the_whole_budget_gets_in_when_it_is_alone()
    {
        var budget = new ByteBudget(100);
        await budget.TakeAsync(500, None);
        budget.TryTake(1).ShouldBeFalse();

        budget.Return(500);

        budget.TryTake(1).ShouldBeTrue();
    }

    private static QueuedReport Report(long sequence, int bytes = 1) =>
        new(sequence, 1, new SubmittedReport(sequence, 1, new byte[bytes]), Fault: null, 0, default);
}
