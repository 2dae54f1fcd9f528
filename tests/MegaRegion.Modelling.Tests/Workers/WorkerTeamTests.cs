using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Tests.Workers;

public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_item_of_many_short_stages_is_done_once_before_the_stage_ends(int workers)
    {
        var (team, done) = (new WorkerTeam(workers), new int[40]);
        for (var stage = 1; stage <= 5000; stage++)
        {
            var (count, first) = (stage % done.Length, 0);
            Array.Clear(done);
            team.Run(() => first++, count, (_, item) => done[item]++, CancellationToken.None);
            first.ShouldBe(1);
            for (var item = 0; item < done.Length; item++)
                done[item].ShouldBe(item < count ? 1 : 0);
        }
    }

    [Fact]
    public void A_stage_waits_for_what_another_worker_has_taken()
    {
        var (team, started, finished) = (new WorkerTeam(2), new CountdownEvent(2), 0);
        team.Run(
            2,
            (_, _) =>
            {
                started.Signal();
                started.Wait(TestContext.Current.CancellationToken);
                Interlocked.Increment(ref finished);
            },
            CancellationToken.None);
        finished.ShouldBe(2);
    }

    [Fact]
    public void A_failure_of_any_worker_reaches_the_caller_and_the_team_works_on()
    {
        var (team, both) = (new WorkerTeam(2), new CountdownEvent(2));
        Should.Throw<InvalidOperationException>(() => team.Run(
            2,
            (worker, _) =>
            {
                both.Signal();
                both.Wait(TestContext.Current.CancellationToken);
                if (worker == 1)
                    throw new InvalidOperationException();
            },
            CancellationToken.None));
        var sum = 0;
        team.Run(1, (_, item) => sum += item, CancellationToken.None);
        team.Run(10, (_, item) => Interlocked.Add(ref sum, item), CancellationToken.None);
        sum.ShouldBe(45);
    }

    [Fact]
    public void A_cancelled_stage_ends_early()
    {
        using var cancellation = new CancellationTokenSource();
        var done = 0;
        Should.Throw<OperationCanceledException>(() => new WorkerTeam(1).Run(
            100,
            (_, item) =>
            {
                done++;
                if (item == 3)
                    cancellation.Cancel();
            },
            cancellation.Token));
        done.ShouldBe(4);
    }
}
