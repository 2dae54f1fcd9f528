using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Contracts.Planning;
using MegaRegion.Grains.Planning;

namespace MegaRegion.Grains.Tests.Planning;

public sealed class RunQueueTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Planners_take_turns_each_in_the_order_of_its_own_runs()
    {
        var queue = Filled("a1", "a2", "a3", "b1", "c1", "b2");
        (await TakeAsync(queue, 6)).ShouldBe(["a1", "b1", "c1", "a2", "b2", "a3"]);
    }

    [Fact]
    public async Task Who_comes_anew_waits_behind_those_who_wait_already()
    {
        var queue = Filled("a1", "a2", "b1", "b2");
        (await TakeAsync(queue, 1)).ShouldBe(["a1"]);
        queue.TryAdd(Job("c1")).ShouldBeTrue();
        queue.TryAdd(Job("a3")).ShouldBeTrue();
        (await TakeAsync(queue, 5)).ShouldBe(["b1", "a2", "c1", "b2", "a3"]);
    }

    [Fact]
    public async Task Orders_from_before_there_were_planners_are_those_of_nobody()
    {
        var queue = new RunQueue(10);
        queue.TryAdd(new RunJob("old", new RunOrder("old", "", null, 0))).ShouldBeTrue();
        queue.TryAdd(new RunJob("new", new RunOrder("new", "", null, 0, ""))).ShouldBeTrue();
        (await TakeAsync(queue, 2)).ShouldBe(["old", "new"]);
    }

    [Fact]
    public async Task A_full_queue_takes_no_more_until_one_is_taken()
    {
        var queue = new RunQueue(2);
        queue.TryAdd(Job("a1")).ShouldBeTrue();
        queue.TryAdd(Job("b1")).ShouldBeTrue();
        queue.TryAdd(Job("c1")).ShouldBeFalse();
        await TakeAsync(queue, 1);
        queue.TryAdd(Job("c1")).ShouldBeTrue();
    }

    [Fact]
    public async Task Taking_waits_for_a_run_or_for_the_stop()
    {
        var queue = new RunQueue(2);
        var taken = queue.TakeAsync(Stop);
        taken.IsCompleted.ShouldBeFalse();
        queue.TryAdd(Job("a1"));
        (await taken).Id.ShouldBe("a1");
        using var stop = new CancellationTokenSource();
        var waiting = queue.TakeAsync(stop.Token);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    // Between two turns of a planner everybody who waited at the first has had one.
    [Fact]
    public void Nobody_has_a_second_turn_before_all_who_waited_had_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.ListOf(Gen.Elements("a", "b", "c", "d")).ToArbitrary(), async Task<bool> (planners) =>
        {
            string[] names = [.. planners.Select((planner, k) => FormattableString.Invariant($"{planner}{k}"))];
            var taken = await TakeAsync(Filled(names), names.Length);
            var rounds = names.GroupBy(name => name[0]).Select(own => own.Select((name, turn) => (name, turn))).SelectMany(own => own)
                .ToDictionary(pair => pair.name, pair => pair.turn, StringComparer.Ordinal);
            taken.Select(name => rounds[name]).ShouldBeInOrder();
            return true;
        }));

    private static RunQueue Filled(params string[] names)
    {
        var queue = new RunQueue(1_000);
        foreach (var name in names)
            queue.TryAdd(Job(name)).ShouldBeTrue();
        return queue;
    }

    // The first letter is the planner.
    private static RunJob Job(string name) => new(name, new RunOrder(name, "", null, 0, name[..1]));

    private static async Task<List<string>> TakeAsync(RunQueue queue, int count)
    {
        var names = new List<string>();
        for (var k = 0; k < count; k++)
        {
            using var job = await queue.TakeAsync(Stop);
            names.Add(job.Id);
        }

        return names;
    }
}
