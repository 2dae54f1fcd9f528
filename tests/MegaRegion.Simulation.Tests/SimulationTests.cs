using System.Globalization;

namespace MegaRegion.Simulation.Tests;

/// <summary>
/// Row R14: duplicate, reordered, delayed, lost and day-late messages, and crashes. MEGAREGION_SIMULATION_SEEDS sets how
/// many seeds run (default 200; 10,000 is the long form), MEGAREGION_SIMULATION_FIRST_SEED the first one (default 1).
/// </summary>
public class SimulationTests
{
    private static readonly int FirstSeed = Setting("MEGAREGION_SIMULATION_FIRST_SEED", 1);
    private static readonly int Seeds = Setting("MEGAREGION_SIMULATION_SEEDS", 200);

    private static readonly int ClockSeeds =
        string.Equals(Environment.GetEnvironmentVariable("MEGAREGION_FAULTS"), "full", StringComparison.Ordinal) ? 1_000 : 50;

    [Fact]
    public void No_seed_breaks_an_invariant()
    {
        for (var seed = FirstSeed; seed < FirstSeed + Seeds; seed++)
        {
            var violations = ViolationsOf(seed, Flaw.None);
            violations.ShouldBeEmpty($"seed {seed}: set MEGAREGION_SIMULATION_FIRST_SEED={seed} to repeat it");
        }
    }

    [Fact]
    public void The_same_seed_is_the_same_history()
    {
        var histories = Enumerable.Range(FirstSeed, 5).Select(HistoryOf).ToList();
        Enumerable.Range(FirstSeed, 5).Select(HistoryOf).ShouldBe(histories);
        histories.Distinct(StringComparer.Ordinal).Count().ShouldBe(5);
    }

    [Fact]
    public void The_storm_is_one()
    {
        var world = new World(FirstSeed, Flaw.None);
        world.Run();
        world.ShouldSatisfyAllConditions(
            () => world.Network.Lost.ShouldBeGreaterThan(0),
            () => world.Network.Repeated.ShouldBeGreaterThan(0),
            () => world.Crashes.ShouldBeGreaterThan(5),
            () => world.Journal.Lines.Count.ShouldBeGreaterThan(20));
    }

    [Theory]
    [InlineData((int)Flaw.NoDeduplication, "I2")]
    [InlineData((int)Flaw.AcknowledgesTooEarly, "I1")]
    [InlineData((int)Flaw.AddsInsteadOfMerging, "I6")]
    [InlineData((int)Flaw.NeverCompares, "I6")]
    [InlineData((int)Flaw.ForgetsFailures, "I6")]
    [InlineData((int)Flaw.NoPatrol, "I6")]
    public void A_broken_mechanism_is_found(int flaw, string invariant)
    {
        var found = Enumerable.Range(FirstSeed, 50).FirstOrDefault(seed =>
            ViolationsOf(seed, (Flaw)flaw).Any(violation => violation.StartsWith(invariant, StringComparison.Ordinal)));
        found.ShouldBeGreaterThan(0, $"No seed of 50 found {(Flaw)flaw}.");
    }

    // Row R15. MEGAREGION_FAULTS=full runs 1,000 seeds.
    [Fact]
    public void A_clock_that_jumps_breaks_no_invariant()
    {
        var refused = 0;
        for (var seed = FirstSeed; seed < FirstSeed + ClockSeeds; seed++)
        {
            var world = new World(seed, Flaw.None, clockJumps: true);
            Checker.Violations(world, world.Run()).ShouldBeEmpty($"seed {seed}: set MEGAREGION_SIMULATION_FIRST_SEED={seed} to repeat it");
            refused += world.ClockRecord.Refused;
        }

        refused.ShouldBeGreaterThan(0, "no clock went back far enough");
    }

    [Theory]
    [InlineData((int)Flaw.NoFutureRule, "of the future")]
    [InlineData((int)Flaw.JudgesResends, "refused for their time")]
    [InlineData((int)Flaw.MeasuresWithWallClock, "negative")]
    public void A_mechanism_that_trusts_the_clock_is_found(int flaw, string violation)
    {
        var found = Enumerable.Range(FirstSeed, 50).FirstOrDefault(seed =>
            ViolationsOf(seed, (Flaw)flaw, clockJumps: true).Any(line => line.Contains(violation, StringComparison.Ordinal)));
        found.ShouldBeGreaterThan(0, $"No seed of 50 found {(Flaw)flaw}.");
    }

    private static IReadOnlyList<string> ViolationsOf(int seed, Flaw flaw, bool clockJumps = false)
    {
        var world = new World(seed, flaw, clockJumps);
        var hasEnded = world.Run();
        return Checker.Violations(world, hasEnded);
    }

    private static string HistoryOf(int seed)
    {
        var world = new World(seed, Flaw.None);
        world.Run();
        return Checker.HistoryOf(world);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
