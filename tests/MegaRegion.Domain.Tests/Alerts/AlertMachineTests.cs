using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Domain.Alerts;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Alerts;

public class AlertMachineTests
{
    private const long Second = 1_000;

    // Above 100 (or below -100), back at 60 (-60); values lie around these numbers, and some are missing.
    private static readonly Gen<AlertRule> AnyRule =
        from isAbove in Gen.Elements(true, false)
        from hasHysteresis in Gen.Elements(true, false)
        from seconds in Gen.Elements(0, 5, 30)
        let sign = isAbove ? 1 : -1
        select Rules.Surge with
        {
            Comparison = isAbove ? AlertComparison.Above : AlertComparison.Below,
            Threshold = sign * 100,
            ResolveThreshold = hasHysteresis ? sign * 60 : null,
            ForSeconds = seconds,
        };

    private static readonly Gen<Look> AnyLook =
        from value in Gen.Elements<long?>(-150, -101, -100, -80, -60, -59, 0, 59, 60, 80, 100, 101, 150, 150, -150, null)
        from seconds in Gen.Elements(1, 2, 5, 10, 40)
        from isContinuous in Gen.Elements(true, true, true, false)
        select new Look(value, seconds * Second, isContinuous);

    private static readonly Gen<(AlertRule Rule, Look[] Looks)> Histories =
        from rule in AnyRule
        from count in Gen.Choose(1, 40)
        from looks in Gen.ArrayOf(AnyLook, count)
        select (rule, looks);

    [Fact]
    public void An_alert_fires_only_after_the_condition_held_at_every_look_for_as_long_as_asked() =>
        Generated.ForAll(Histories, history =>
        {
            foreach (var (index, before, after, nowMs) in Run(history.Rule, history.Looks))
            {
                if (before.State == AlertState.Firing || after.State != AlertState.Firing)
                    continue;

                // Backwards over the looks that speak for an unbroken time.
                var (first, atMs) = (index, nowMs);
                while (first > 0 && history.Looks[first].IsContinuous && history.Rule.IsBreachedBy(history.Looks[first - 1].Value))
                {
                    atMs -= history.Looks[first].AfterMs;
                    first--;
                }

                history.Rule.IsBreachedBy(after.Value).ShouldBeTrue();
                (nowMs - atMs).ShouldBeGreaterThanOrEqualTo(history.Rule.ForSeconds * Second);
                after.FiredAtMs.ShouldBe(nowMs);
            }
        });

    [Fact]
    public void An_alert_fires_at_the_first_look_at_which_the_condition_has_held_long_enough() =>
        Generated.ForAll(Histories, history =>
        {
            foreach (var (_, _, after, nowMs) in Run(history.Rule, history.Looks))
            {
                if (after.State == AlertState.Pending)
                    (nowMs - after.PendingAtMs).ShouldBeLessThan(history.Rule.ForSeconds * Second);
            }
        });

    [Fact]
    public void A_firing_alert_ends_when_and_only_when_the_value_is_back_at_the_resolve_threshold() =>
        Generated.ForAll(Histories, history =>
        {
            foreach (var (_, before, after, nowMs) in Run(history.Rule, history.Looks))
            {
                if (before.State != AlertState.Firing)
                    continue;
                after.State.ShouldBe(history.Rule.IsClearedBy(after.Value) ? AlertState.Resolved : AlertState.Firing);
                (after.Episode, after.FiredAtMs).ShouldBe((before.Episode, before.FiredAtMs));
                if (after.State == AlertState.Resolved)
                    after.ResolvedAtMs.ShouldBe(nowMs);
            }
        });

    [Fact]
    public void Every_firing_has_a_number_of_its_own_and_ends_before_the_next() =>
        Generated.ForAll(Histories, history =>
        {
            var firings = 0L;
            foreach (var (_, before, after, _) in Run(history.Rule, history.Looks))
            {
                if (before.State != AlertState.Firing && after.State == AlertState.Firing)
                    firings++;
                after.Episode.ShouldBe(firings);
                (before.State, after.State).ShouldBeOneOf(
                    (AlertState.Inactive, AlertState.Inactive), (AlertState.Inactive, AlertState.Pending), (AlertState.Inactive, AlertState.Firing),
                    (AlertState.Pending, AlertState.Pending), (AlertState.Pending, AlertState.Inactive), (AlertState.Pending, AlertState.Firing),
                    (AlertState.Firing, AlertState.Firing), (AlertState.Firing, AlertState.Resolved),
                    (AlertState.Resolved, AlertState.Resolved), (AlertState.Resolved, AlertState.Pending), (AlertState.Resolved, AlertState.Firing));
            }
        });

    [Fact]
    public void A_value_that_trembles_within_the_hysteresis_changes_nothing() =>
        Generated.ForAll(
            from isFiring in Gen.Elements(true, false)
            from values in Gen.ArrayOf(Gen.Choose(61, 100), 20)
            select (isFiring, values),
            tremble =>
            {
                var rule = Rules.Surge with { ResolveThreshold = 60 };
                var first = AlertMachine.Step(rule, AlertStatus.New(0), tremble.isFiring ? 101 : 60, Second, isContinuous: true);
                var looks = tremble.values.Select(value => new Look(value, Second, IsContinuous: true)).ToArray();
                Run(rule, looks, first).ShouldAllBe(step => step.After.State == first.State && step.After.SinceMs == first.SinceMs);
            });

    [Fact]
    public void Without_hysteresis_the_same_value_flaps() =>
        Run(Rules.Surge, [.. new long[] { 101, 100, 101, 100 }.Select(value => new Look(value, Second, IsContinuous: true))])
            .Select(step => step.After.State)
            .ShouldBe([AlertState.Firing, AlertState.Resolved, AlertState.Firing, AlertState.Resolved]);

    [Fact]
    public void A_gap_in_the_evaluations_begins_the_time_anew_but_ends_no_alert()
    {
        var rule = Rules.Surge with { ForSeconds = 30 };
        var states = Run(rule, [
            new Look(200, 10 * Second, true), new Look(200, 20 * Second, true), new Look(200, 500 * Second, false),
            new Look(200, 29 * Second, true), new Look(200, Second, true), new Look(200, 500 * Second, false)])
            .Select(step => (step.After.State, step.After.Episode));
        states.ShouldBe([
            (AlertState.Pending, 0), (AlertState.Pending, 0), (AlertState.Pending, 0),
            (AlertState.Pending, 0), (AlertState.Firing, 1), (AlertState.Firing, 1)]);
    }

    [Fact]
    public void Another_condition_ends_the_alert_of_the_old_one_and_another_name_does_not()
    {
        var firing = AlertMachine.Step(Rules.Surge, AlertStatus.New(0), 200, Second, isContinuous: true);
        AlertMachine.Replace(Rules.Surge, Rules.Surge with { NameEn = "Crowd", NameJa = "混雑" }, firing, 2 * Second).ShouldBe(firing);
        var replaced = AlertMachine.Replace(Rules.Surge, Rules.Surge with { Threshold = 500 }, firing, 2 * Second);
        (replaced.State, replaced.Episode, replaced.ResolvedAtMs).ShouldBe((AlertState.Resolved, 1, 2 * Second));

        var slow = Rules.Surge with { ForSeconds = 60 };
        var pending = AlertMachine.Step(slow, AlertStatus.New(0), 200, Second, isContinuous: true);
        AlertMachine.Replace(slow, Rules.Surge, pending, 2 * Second).State.ShouldBe(AlertState.Inactive);
    }

    [Fact]
    public void A_deleted_rule_ends_its_alert()
    {
        var firing = AlertMachine.Step(Rules.Surge, AlertStatus.New(0), 200, Second, isContinuous: true);
        AlertMachine.Close(firing, 2 * Second).State.ShouldBe(AlertState.Resolved);
        AlertMachine.Close(AlertStatus.New(0), 2 * Second).ShouldBe(AlertStatus.New(0));
    }

    private static List<(int Index, AlertStatus Before, AlertStatus After, long NowMs)> Run(AlertRule rule, Look[] looks, AlertStatus? first = null)
    {
        var steps = new List<(int, AlertStatus, AlertStatus, long)>();
        var (status, nowMs) = (first ?? AlertStatus.New(0), 10 * Second);
        for (var index = 0; index < looks.Length; index++)
        {
            nowMs += looks[index].AfterMs;
            var next = AlertMachine.Step(rule, status, looks[index].Value, nowMs, looks[index].IsContinuous);
            steps.Add((index, status, next, nowMs));
            status = next;
        }

        return steps;
    }

    /// <summary>An evaluation: what it saw, how long after the one before.</summary>
    public sealed record Look(long? Value, long AfterMs, bool IsContinuous);
}
