using MegaRegion.DataSet.Flows;
using MegaRegion.DataSet.Replay;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Tests;

public sealed class ReplayPlanTests
{
    private static readonly ReplayPlan Plan = ReplayPlan.Create(Shipped.DataSet, new ReplayOptions());

    [Fact]
    public void Observatories_and_the_hubs_of_the_catalogue_report()
    {
        Observatories.Count.ShouldBe(238);
        Plan.Producers.Count.ShouldBe(260);
        Plan.Producers.Select(producer => producer.Hub).ShouldBeUnique();
        Plan.Producers.ShouldAllBe(producer => Shipped.DataSet.Find(producer.Hub)!.Level == Level.Hub);
    }

    [Fact]
    public void The_plan_holds_every_table_whole()
    {
        foreach (var layer in Enum.GetValues<Layer>())
        {
            var expected = Plan.Sources.Where(source => source.Layer == layer).Sum(source => source.AnnualQuantity);
            Observatories.Sum(producer => producer.AnnualQuantity(layer)).ShouldBe(expected);
        }
    }

    // Every table's cells of one place, added up over the whole year, to the unit.
    [Theory]
    [InlineData("hub:obs-kansen-31", "kansen-2010", "jp:31")]
    [InlineData("hub:obs-kansen-48", "kansen-2010", "zone:kansen-48")]
    [InlineData("hub:obs-migration-13", "migration-2025", "jp:13")]
    [InlineData("hub:obs-freight-01", "freight-fy2022", "jp:01")]
    [InlineData("hub:obs-money-47", "furusato-modelled-fy2020", "jp:47")]
    [InlineData("hub:obs-information-06", "calls-modelled-fy2023", "jp:06")]
    public void A_year_of_reports_adds_up_to_the_table(string hub, string table, string origin)
    {
        var expected = Shipped.DataSet.Flows.Get(table).Cells
            .Where(cell => string.Equals(cell.Origin.Value, origin, StringComparison.Ordinal))
            .ToDictionary(cell => (cell.Destination, cell.Mode), cell => cell.Quantity);

        var reported = Year(Producer(hub)).GroupBy(flow => (flow.Destination, flow.Mode))
            .ToDictionary(group => group.Key, group => group.Sum(flow => flow.Quantity));

        reported.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Flows_are_what_the_ledger_accepts()
    {
        var directory = new PlaceDirectory(
            Shipped.DataSet.Places.Select((place, i) => new CatalogEntry(place, new PlaceNumber(i + 1), 1)), 1);
        var flows = new List<Flow>();
        foreach (var producer in Plan.Producers)
        {
            flows.Clear();
            for (var hour = 0; hour < 48; hour++)
                producer.AppendFlows(hour, flows);
            foreach (var flow in flows)
                ReportRules.CheckFlow(ReportedFlow.From(flow), 0, producer.Hub, directory, Plan.TimeOf(Plan.HourCount))
                    .ShouldBeNull();
        }
    }

    [Fact]
    public void Flows_bear_the_time_of_their_hour()
    {
        var flows = new List<Flow>();
        Producer("hub:obs-kansen-13").AppendFlows(100, flows);

        flows.ShouldNotBeEmpty();
        flows.ShouldAllBe(flow => flow.EventTime == Plan.TimeOf(100));
    }

    [Theory]
    [InlineData("hub:obs-kansen-13")]
    [InlineData("hub:obs-migration-31")]
    [InlineData("hub:medical-design-nagoya")]
    public void Every_report_holds_a_flow_and_every_flow_is_in_a_report(string hub)
    {
        var producer = Producer(hub);
        var withFlows = Enumerable.Range(0, Plan.HourCount).Where(hour => FlowsOf(producer, hour).Count > 0);

        Enumerable.Range(1, producer.ReportCount).Select(sequence => producer.HourOf(sequence)).ShouldBe(withFlows);
    }

    [Fact]
    public void A_replay_that_was_cut_finds_the_hour_of_the_next_sequence_again()
    {
        var producer = Producer("hub:yotten");
        var again = ReplayPlan.Create(JapanDataSet.Load(Shipped.Directory), new ReplayOptions()).Producers
            .Single(other => other.Hub == producer.Hub);

        again.ReportCount.ShouldBe(producer.ReportCount);
        for (var sequence = 1; sequence <= producer.ReportCount; sequence++)
        {
            again.HourOf(sequence).ShouldBe(producer.HourOf(sequence));
            FlowsOf(again, again.HourOf(sequence)).ShouldBe(FlowsOf(producer, producer.HourOf(sequence)));
        }
    }

    [Fact]
    public void The_sequence_of_an_hour_is_found()
    {
        var producer = Producer("hub:yotten");
        var hour = producer.HourOf(10);

        producer.FirstSequenceFrom(hour).ShouldBe(10);
        producer.FirstSequenceFrom(hour + 1).ShouldBe(11);
        producer.FirstSequenceFrom(0).ShouldBe(1);
        producer.FirstSequenceFrom(Plan.HourCount).ShouldBe(producer.ReportCount + 1);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100_000)]
    public void A_sequence_outside_the_year_is_refused(long sequence) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Producer("hub:yotten").HourOf(sequence));

    [Theory]
    [InlineData(-1)]
    [InlineData(8_760)]
    public void An_hour_outside_the_year_is_refused(int hour) =>
        Should.Throw<ArgumentOutOfRangeException>(() => FlowsOf(Producer("hub:yotten"), hour));

    [Fact]
    public void Money_and_information_are_labelled_as_modelled()
    {
        Plan.Sources.Where(source => source.Layer is Layer.Money or Layer.Information)
            .ShouldAllBe(source => source.Provenance == Provenance.Modelled);
        Plan.Sources.Where(source => source.Layer is Layer.People or Layer.Goods)
            .ShouldAllBe(source => source.Provenance == Provenance.Observed);
        Plan.Sources.Where(source => source.Layer is null)
            .ShouldAllBe(source => source.Provenance != Provenance.Observed);
    }

    [Fact]
    public void Purposes_follow_the_survey_of_the_pair()
    {
        var flows = Year(Producer("hub:obs-kansen-13"));

        var byPurpose = flows.GroupBy(flow => flow.Purpose)
            .ToDictionary(group => group.Key, group => group.Sum(flow => flow.Quantity));

        byPurpose.Keys.ShouldBe(PurposeShares.Purposes, ignoreOrder: true);
        byPurpose[Purpose.Tourism].ShouldBeGreaterThan(byPurpose[Purpose.Private]);
        byPurpose[Purpose.Business].ShouldBeGreaterThan(byPurpose[Purpose.Unspecified]);
    }

    // The file states that its day weights are the national totals of the purpose tables.
    [Theory]
    [InlineData("weekday")]
    [InlineData("holiday")]
    public void Day_weights_of_passengers_are_the_totals_of_the_purpose_table(string day)
    {
        var profiles = File.ReadLines(Path.Combine(Shipped.Directory, "flows/hour_profiles.csv")).ToList();

        var cells = Shipped.DataSet.Flows.Get($"kansen-purpose-{day}-2010").Cells;
        foreach (var group in cells.GroupBy(cell => cell.Purpose))
        {
            var expected = FormattableString
                .Invariant($"kansen-{group.Key.ToString().ToLowerInvariant()},{day},{group.Sum(cell => cell.Quantity)},");
            profiles.Count(line => line.StartsWith(expected, StringComparison.Ordinal)).ShouldBe(1, expected);
        }
    }

    [Fact]
    public void Flows_are_made_without_allocation()
    {
        var producer = Producer("hub:obs-kansen-13");
        var flows = new List<Flow>(2_000);
        // The least of three: caches of the runtime may grow on whatever thread meets them full.
        Enumerable.Range(0, 3).Min(_ => AllocatedBytes()).ShouldBe(0);

        long AllocatedBytes()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var hour = 0; hour < 100; hour++)
            {
                flows.Clear();
                producer.AppendFlows(hour, flows);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    [Theory]
    [InlineData(1899)]
    [InlineData(2101)]
    public void A_year_out_of_range_is_refused(int year) =>
        Should.Throw<ArgumentOutOfRangeException>(
            () => ReplayPlan.Create(Shipped.DataSet, new ReplayOptions { Year = year }));

    private static List<ReplayProducer> Observatories =>
        [.. Plan.Producers.Where(producer => producer.Hub.Value.StartsWith("hub:obs-", StringComparison.Ordinal))];

    private static ReplayProducer Producer(string hub) => Plan.Producers
        .Single(producer => string.Equals(producer.Hub.Value, hub, StringComparison.Ordinal));

    private static List<Flow> FlowsOf(ReplayProducer producer, int hour)
    {
        var flows = new List<Flow>();
        producer.AppendFlows(hour, flows);
        return flows;
    }

    private static IEnumerable<Flow> Year(ReplayProducer producer)
    {
        var flows = new List<Flow>();
        for (var sequence = 1; sequence <= producer.ReportCount; sequence++)
        {
            flows.Clear();
            producer.AppendFlows(producer.HourOf(sequence), flows);
            foreach (var flow in flows)
                yield return flow;
        }
    }
}
