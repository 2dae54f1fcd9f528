using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Formats;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Formats;

public class GmnsTests
{
    private const string Nodes = "node_id,x_coord,zone_id,node_type\nn7,0,,\na,1,east,centroid\nb,2,\"we,st\",centroid\n";
    private const string Links = "link_id,from_node_id,to_node_id,length,free_speed,capacity,lanes\nl1,a,n7,30,60,900,2\nl2,n7,b,10,40,0,1\n";

    [Fact]
    public void Nodes_with_a_zone_come_first_and_centroids_are_closed()
    {
        var network = Read(Nodes, Links).Value;
        network.NodeIds.ShouldBe(["a", "b", "n7"]);
        network.ZoneIds.ShouldBe(["east", "we,st"]);
        network.LinkIds.ShouldBe(["l1", "l2"]);
        network.Definition.FirstThroughNode.ShouldBe(3);
        network.Definition.Links[0].ShouldBe(new NetworkLink(1, 3, 1800, 30, 30, 0.15, 4, 60));
        network.Definition.Links[1].ShouldBe(new NetworkLink(3, 2, 0, 10, 15, 0, 4, 40));
    }

    [Fact]
    public void What_is_written_reads_back_and_assigns_alike()
    {
        var network = TntpFolder.Open("SiouxFalls");
        var (nodes, links, demand) = (new StringWriter(), new StringWriter(), new StringWriter());
        GmnsWriter.WriteNodes(nodes, network.Graph.Definition);
        GmnsWriter.WriteLinks(links, network.Graph.Definition);
        var read = Read(nodes.ToString(), links.ToString()).Value;
        GmnsWriter.WriteDemand(demand, network.Trips, read.ZoneIds);
        var trips = GmnsReader.ReadDemand(new StringReader(demand.ToString()), "demand", read.ZoneIds).Value;
        var graph = new NetworkGraph(read.Definition);
        BushAssignment.Solve(graph, new BprCost(graph, CostWeights.TimeOnly), trips, new AssignmentOptions()).Value.LinkFlow
            .ShouldBe(BushAssignment.Solve(network.Graph, network.Cost, network.Trips, new AssignmentOptions()).Value.LinkFlow);
    }

    [Theory]
    [InlineData("node_id\nx\n", Links, "zone_id", 0)]
    [InlineData("id\nx\n", Links, "node_id", 1)]
    [InlineData("node_id,zone_id\na,1\na,2\n", Links, "node_id", 3)]
    [InlineData("node_id,zone_id\na,1\nb,1\n", Links, "zone_id", 3)]
    [InlineData("node_id,zone_id,node_type\na,1,centroid\nb,2,\n", Links, "node_type", 0)]
    [InlineData(Nodes, "link_id,from_node_id\n1,a\n", "to_node_id", 1)]
    [InlineData(Nodes, "link_id,from_node_id,to_node_id,vdf_fftt\n1,a,zzz,3\n", "to_node_id", 2)]
    [InlineData(Nodes, "link_id,from_node_id,to_node_id,vdf_fftt\n1,a,b,x\n", "vdf_fftt", 2)]
    [InlineData(Nodes, "link_id,from_node_id,to_node_id,vdf_fftt\n1,a,b,-1\n", "vdf_fftt", 2)]
    [InlineData(Nodes, "link_id,from_node_id,to_node_id,length\n1,a,b,5\n", "vdf_fftt", 2)]
    [InlineData(Nodes, "link_id,from_node_id,to_node_id,vdf_fftt\n1,a\n", "row", 2)]
    public void Wrong_tables_are_refused_with_row_and_column(string nodes, string links, string field, int row)
    {
        var problem = Read(nodes, links).Problems[0];
        (problem.Field, problem.Row).ShouldBe((field, row));
    }

    [Theory]
    [InlineData("x,a,5", "o_zone_id")]
    [InlineData("a,b,-5", "volume")]
    [InlineData("a,b,5\na,b,6", "volume")]
    public void Wrong_demand_is_refused(string rows, string field) =>
        GmnsReader.ReadDemand(new StringReader("o_zone_id,d_zone_id,volume\n" + rows), "demand", ["a", "b"]).Problems[0].Field.ShouldBe(field);

    private static Outcome<GmnsNetwork> Read(string nodes, string links) =>
        GmnsReader.ReadNetwork(new StringReader(nodes), "node.csv", new StringReader(links), "link.csv");
}
