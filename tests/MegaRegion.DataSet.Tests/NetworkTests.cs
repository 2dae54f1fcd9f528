using MegaRegion.DataSet.Network;
using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Tests;

public sealed class NetworkTests
{
    private static readonly TransportNetwork Network = Shipped.DataSet.Network;

    [Theory]
    [InlineData("city", 111)]
    [InlineData("station", 157)]
    [InlineData("airport", 74)]
    [InlineData("maglev_station", 9)]
    public void Every_kind_has_its_number_of_nodes(string kind, int expected) =>
        Network.Nodes.Count(node => string.Equals(node.Kind, kind, StringComparison.Ordinal)).ShouldBe(expected);

    [Theory]
    [InlineData("S:東京", "S:名古屋", 93)]
    [InlineData("S:東京", "S:新大阪", 141)]
    [InlineData("S:東京", "S:博多", 292)]
    [InlineData("S:東京", "S:仙台", 90)]
    [InlineData("S:東京", "S:新青森", 178)]
    [InlineData("S:東京", "S:金沢", 144)]
    [InlineData("S:東京", "S:新潟", 89)]
    [InlineData("S:東京", "S:秋田", 217)]
    [InlineData("S:東京", "S:山形", 142)]
    [InlineData("L:L1", "L:L6", 40)]
    [InlineData("L:L1", "L:L9", 67)]
    public void The_fastest_minutes_are_the_stated_ones(string from, string to, double minutes) =>
        Network.Links.Single(link => (link.From, link.To) == (from, to)).Minutes.ShouldBe(minutes);

    [Fact]
    public void All_modes_are_there_with_the_folders_of_their_own_licence()
    {
        Network.HasAir.ShouldBeTrue();
        Network.HasRoad.ShouldBeTrue();
        Network.Links.Select(link => link.Mode).Distinct()
            .ShouldBe(
                [
                    TransportMode.Rail, TransportMode.Maglev, TransportMode.Unspecified, TransportMode.Air, TransportMode.Car,
                ],
                ignoreOrder: true);
    }

    [Theory]
    [InlineData("network/road-sharealike", TransportMode.Car)]
    [InlineData("network/air-odbl", TransportMode.Air)]
    public void A_folder_with_a_licence_of_its_own_can_be_deleted(string folder, TransportMode mode)
    {
        using var copy = new DataCopy();
        copy.DeleteFolder(folder);

        JapanDataSet.Check(copy.Path).ShouldBeEmpty();
        var network = JapanDataSet.Load(copy.Path).Network;
        network.Links.ShouldNotBeEmpty();
        network.Links.ShouldAllBe(link => link.Mode != mode);
    }

    [Fact]
    public void Without_air_and_road_every_link_still_ends_at_a_node()
    {
        using var copy = new DataCopy();
        copy.DeleteFolder("network/road-sharealike");
        copy.DeleteFolder("network/air-odbl");

        var network = JapanDataSet.Load(copy.Path).Network;

        var ids = network.Nodes.Select(node => node.Id).ToHashSet(StringComparer.Ordinal);
        network.Links.ShouldAllBe(link => ids.Contains(link.From) && ids.Contains(link.To));
    }
}
