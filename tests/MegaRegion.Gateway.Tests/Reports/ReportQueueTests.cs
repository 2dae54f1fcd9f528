using MegaRegion.Contracts.Hubs;
using MegaRegion.Gateway.Reports;

namespace MegaRegion.Gateway.Tests.Reports;

public sealed class ReportQueueTests
{
    private static CancellationToken None => CancellationToken.None;

    [Fact]
    public async Task Takes_everything_that_waits_in_order()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 1_000);
        await queue.AddAsync(Report(1), None);
        await queue.AddAsync(Report(2), None);

        (await queue.TakeAllAsync(None)).Select(report => report.Sequence).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Holds_the_reader_back_at_the_bound_of_reports_until_one_is_answered()
    {
        var queue = new ReportQueue(maxReports: 2, maxBytes: 1_000);
        await queue.AddAsync(Report(1), None);
        await queue.AddAsync(Report(2), None);
        var third = queue.AddAsync(Report(3), None);

        var taken = await queue.TakeAllAsync(None);
        third.IsCompleted.ShouldBeFalse("a report at the grain still counts");
        queue.Release(taken[0]);
        await third;
    }

    [Fact]
    public async Task Holds_the_reader_back_at_the_bound_of_bytes()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 100);
        await queue.AddAsync(Report(1, bytes: 60), None);
        var second = queue.AddAsync(Report(2, bytes: 60), None);
        second.IsCompleted.ShouldBeFalse();

        queue.Release((await queue.TakeAllAsync(None))[0]);
        await second;
    }

    [Fact]
    public async Task Lets_one_report_above_the_bound_of_bytes_in_alone()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 100);

        await queue.AddAsync(Report(1, bytes: 500), None);

        queue.AddAsync(Report(2, bytes: 1), None).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task Gives_what_is_left_and_then_nothing_when_complete()
    {
        var queue = new ReportQueue(maxReports: 10, maxBytes: 100);
        await queue.AddAsync(Report(1), None);
        queue.Complete();

        (await queue.TakeAllAsync(None)).Count.ShouldBe(1);
        (await queue.TakeAllAsync(None)).ShouldBeEmpty();
    }

    private static QueuedReport Report(long sequence, int bytes = 1) =>
        new(sequence, 1, new SubmittedReport(sequence, 1, new byte[bytes]), Fault: null, 0, default);
}
