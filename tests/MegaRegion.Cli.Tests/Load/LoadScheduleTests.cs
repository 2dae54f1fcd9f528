using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Cli.Load;
using MegaRegion.DataSet;
using MegaRegion.DataSet.Replay;
using MegaRegion.V1;

namespace MegaRegion.Cli.Tests.Load;

/// <summary>When the reports of a load come and what they hold.</summary>
public sealed class LoadScheduleTests
{
    private static readonly IReadOnlyList<LayerDemand> Demands = LayerDemand.Of(SmallRun.Result);
    private static readonly DateTimeOffset Midnight = new(2025, 6, 2, 0, 0, 0, LoadShape.Offset);

    // Nights are quiet, noon is busy.
    private static readonly DailyProfile Uneven = DailyProfile.FromWeights([.. Enumerable.Range(0, 24).Select(hour => hour < 6 ? 0 : (double)Math.Min(hour, 24 - hour))]);

    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(10);

    [Fact]
    public void Reports_of_a_day_are_as_many_as_the_run_says_whatever_the_profile() => Check.One(Few, Prop.ForAll<int>(seed =>
    {
        var reports = Day(Uneven, seed).Reports().ToList();
        foreach (var demand in Demands)
        {
            var expected = demand.FlowsPerSecond * 86_400 * Scale / FlowsPerReport;
            reports.Count(report => report.Layer == demand.Layer).ShouldBeWithinSigmas(expected, 6);
        }
    }));

    [Fact]
    public void Every_hour_has_its_share_of_the_day() => Check.One(Few, Prop.ForAll<int>(seed =>
    {
        var byHour = Day(Uneven, seed).Reports().ToLookup(report => (int)(report.Due.TotalHours * Speed));
        var perHour = Demands.Sum(demand => demand.FlowsPerSecond) * 3_600 * Scale / FlowsPerReport;
        byHour.Select(hour => hour.Key).ShouldAllBe(hour => hour >= 6 && hour < 24);
        for (var hour = 6; hour < 24; hour++)
            byHour[hour].Count().ShouldBeWithinSigmas(perHour * Uneven[hour], 6);
    }));

    [Fact]
    public void The_same_seed_gives_the_same_reports_and_another_gives_others() => Check.One(Few, Prop.ForAll<int>(seed =>
    {
        var (first, again, other) = (Keys(seed), Keys(seed), Keys(seed + 1));
        first.ShouldBe(again);
        first.ShouldNotBe(other);
    }));

    [Fact]
    public void Reports_come_in_order_from_hubs_of_their_origin_along_pairs_of_the_run()
    {
        var seats = new HubSeats(Demands, 40);
        var last = TimeSpan.Zero;
        foreach (var report in Day(Uneven, 7).Reports())
        {
            report.Due.ShouldBeGreaterThanOrEqualTo(last);
            seats.All[report.Hub].Place.ShouldBe(report.Origin);
            report.Destinations.Length.ShouldBe(FlowsPerReport);
            report.Destinations.ShouldNotContain(report.Origin, StringComparer.Ordinal);
            last = report.Due;
        }

        last.ShouldBeLessThan(TimeSpan.FromDays(1) / Speed);
    }

    [Fact]
    public void Pairs_come_as_often_as_the_run_says()
    {
        var flows = Day(DailyProfile.Flat, 3).Reports().Where(report => report.Layer == Layer.People)
            .SelectMany(report => report.Destinations.Select(destination => (report.Origin, destination))).ToList();
        // Reports choose the origin, so its spread is that of reports: ten flows each.
        var toOsaka = flows.Count(pair => pair is ("jp:13", "jp:27"));
        var fromOsaka = flows.Count(pair => pair is ("jp:27", "jp:13"));
        (toOsaka / (double)flows.Count).ShouldBe(60 / 200.0, 0.02);
        (fromOsaka / (double)flows.Count).ShouldBe(80 / 200.0, 0.02);
    }

    [Fact]
    public void Hubs_are_shared_out_by_flow_and_every_origin_has_one()
    {
        var many = new HubSeats(Demands, 1_000).All;
        many.Count.ShouldBe(1_000);
        many.Select(seat => seat.Id).Distinct(StringComparer.Ordinal).Count().ShouldBe(1_000);
        many.Count(seat => seat.Place is "jp:13").ShouldBeInRange(345, 355);
        new HubSeats(Demands, 1).All.Select(seat => seat.Place).ShouldBe(["jp:13", "jp:27", "zone:kansen-01"]);
    }

    [Fact]
    public void The_shipped_profiles_have_a_mean_of_one_and_a_quiet_night()
    {
        var profiles = DailyProfile.Read(JapanDataSet.Load(DataSetLocator.Locate(null)));
        profiles.Count.ShouldBe(4);
        foreach (var (_, profile) in profiles)
        {
            Enumerable.Range(0, 24).Average(hour => profile[hour]).ShouldBe(1, 1e-9);
            profile[3].ShouldBeLessThan(0.7);
        }
    }

    [Fact]
    public void A_search_offers_its_rate_at_every_hour_in_the_proportions_of_the_run()
    {
        var shape = LoadShape.AtRate(Demands, 500, Midnight, TimeSpan.FromSeconds(60), FlowsPerReport, seed: 5);
        var reports = new LoadSchedule(Demands, new HubSeats(Demands, 10), shape).Reports().ToList();
        reports.Count.ShouldBeWithinSigmas(30_000, 6);
        reports.Count(report => report.Layer == Layer.Goods).ShouldBeWithinSigmas(30_000 * 0.5, 6);
    }

    [Fact]
    public void A_load_begins_at_the_last_morning_from_which_it_ends_before_now()
    {
        var now = new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.Zero); // 17:30 in Japan
        LoadPace.LastMorning(60, TimeSpan.FromMinutes(1), now).ShouldBe(new DateTimeOffset(2026, 11, 22, 8, 0, 0, LoadShape.Offset));
        LoadPace.LastMorning(60, TimeSpan.FromMinutes(20), now).ShouldBe(new DateTimeOffset(2026, 11, 21, 8, 0, 0, LoadShape.Offset));
    }

    private const double Speed = 600;
    private const double Scale = 0.01;
    private const int FlowsPerReport = 10;

    private static LoadSchedule Day(DailyProfile profile, int seed)
    {
        var profiles = Demands.ToDictionary(demand => demand.Layer, _ => profile);
        var shape = LoadShape.OfRun(Demands, profiles, Speed, Scale, Midnight, TimeSpan.FromDays(1) / Speed, FlowsPerReport, seed);
        return new LoadSchedule(Demands, new HubSeats(Demands, 40), shape);
    }

    private static List<(TimeSpan Due, int Hub, string Ends)> Keys(int seed) =>
        [.. Day(Uneven, seed).Reports().Take(500).Select(report => (report.Due, report.Hub, string.Join(' ', report.Destinations)))];
}
