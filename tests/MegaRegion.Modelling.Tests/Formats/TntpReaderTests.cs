using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Formats;

public class TntpReaderTests
{
    private const string Head = "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 3\n<FIRST THRU NODE> 1\n<NUMBER OF LINKS> 2\n<END OF METADATA>\n";
    private const string Good = "\t1\t2\t10\t1\t6\t0.15\t4\t0\t0\t1\t;\n";
    private const string TripHead = "<NUMBER OF ZONES> 2\n<TOTAL OD FLOW> 9\n<END OF METADATA>\n";

    [Fact]
    public void A_published_network_is_read_whole()
    {
        var network = TntpFolder.Open("SiouxFalls");
        network.Graph.Definition.Links.Count.ShouldBe(76);
        network.Graph.Definition.Links[0].ShouldBe(new NetworkLink(1, 2, 25900.20064, 6, 6, 0.15, 4));
        network.Trips.Total().ShouldBe(360600);
    }

    [Theory]
    [InlineData("1 2 10 1 six 0.15 4 0 0 1 ;", 7, "free flow time", "'six'")]
    [InlineData("1 2 10 1 -6 0.15 4 0 0 1 ;", 7, "free flow time", "at least 0")]
    [InlineData("1 4 10 1 6 0.15 4 0 0 1 ;", 7, "term node", "from 1 to 3")]
    [InlineData("1.5 2 10 1 6 0.15 4 0 0 1 ;", 7, "init node", "1.5")]
    [InlineData("1 2 0 1 6 0.15 4 0 0 1 ;", 7, "capacity", "above 0")]
    [InlineData("1 2 10 1 NaN 0.15 4 0 0 1 ;", 7, "free flow time", "'NaN'")]
    [InlineData("1 2 10 1 6 0.15 4", 7, "link", "found 7")]
    public void A_wrong_link_is_refused_with_row_and_field(string line, int row, string field, string said)
    {
        var problem = Network(Head + Good + line + "\n").Problems[0];
        (problem.Source, problem.Row, problem.Field).ShouldBe(("net", row, field));
        problem.Message.ShouldContain(said);
    }

    [Fact]
    public void A_network_that_was_cut_off_is_refused() =>
        Network(Head + Good).Problems.Single().Message.ShouldBe("the file declares 2 links and holds 1");

    [Fact]
    public void Missing_metadata_is_named() =>
        Network("<NUMBER OF ZONES> 2\n").Problems.Select(p => p.Field)
            .ShouldBe(["NUMBER OF NODES", "FIRST THRU NODE", "NUMBER OF LINKS"]);

    [Fact]
    public void All_wrong_links_are_reported_at_once_up_to_a_limit()
    {
        Network(Head + "x\ny\n").Problems.Count.ShouldBe(2);
        Network(Head + string.Concat(Enumerable.Repeat("x\n", 10_000))).Problems.Count.ShouldBe(50);
    }

    [Fact]
    public void Parallel_links_are_kept_and_reported()
    {
        var network = Network(Head + Good + Good).Value;
        network.Links.Count.ShouldBe(2);
        network.ParallelLinks().ShouldBe([1]);
    }

    [Theory]
    [InlineData("Origin 1\n2 : 9", 5, "trips", "expected ';'")]
    [InlineData("Origin 3\n2 : 9;", 4, "origin", "from 1 to 2")]
    [InlineData("Origin 1\n7 : 9;", 5, "destination", "from 1 to 2")]
    [InlineData("Origin 1\n2 : -9;", 5, "trips", "at least 0")]
    [InlineData("Origin 1\n2 : 9; 2 : 9;", 5, "trips", "stated twice")]
    [InlineData("2 : 9;", 4, "origin", "before the first trips")]
    [InlineData("Origin 1\n2 : 3;", 0, "TOTAL OD FLOW", "is it whole?")]
    public void A_wrong_trip_table_is_refused_with_row_and_field(string text, int row, string field, string said)
    {
        var problem = Trips(TripHead + text).Problems[0];
        (problem.Source, problem.Row, problem.Field).ShouldBe(("trips", row, field));
        problem.Message.ShouldContain(said);
    }

    [Fact]
    public void Intrazonal_trips_are_read_and_told_apart()
    {
        var trips = Trips(TripHead + "Origin 1\n1 : 4; 2 : 5;\n").Value.Trips;
        trips.IntrazonalTotal().ShouldBe(4);
        trips.Total().ShouldBe(9);
    }

    [Fact]
    public void What_is_written_reads_back_unchanged()
    {
        var network = TntpFolder.Open("SiouxFalls");
        using var netText = new StringWriter();
        TntpWriter.WriteNetwork(netText, network.Graph.Definition);
        Network(netText.ToString()).Value.Links.ShouldBe(network.Graph.Definition.Links);

        network.Trips[3, 7] = 1.0 / 3;
        using var tripText = new StringWriter();
        TntpWriter.WriteTrips(tripText, network.Trips);
        Trips(tripText.ToString()).Value.Trips.Values.SequenceEqual(network.Trips.Values).ShouldBeTrue();
    }

    private static Outcome<NetworkDefinition> Network(string text) => TntpNetworkReader.Read(new StringReader(text), "net");

    private static Outcome<TripTable> Trips(string text) => TntpTripReader.Read(new StringReader(text), "trips");
}
