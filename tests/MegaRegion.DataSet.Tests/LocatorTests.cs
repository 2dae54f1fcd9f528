namespace MegaRegion.DataSet.Tests;

public sealed class LocatorTests
{
    [Fact]
    public void An_explicit_path_wins() =>
        DataSetLocator.Locate(Shipped.Directory, "/nowhere", "/").ShouldBe(Shipped.Directory);

    [Fact]
    public void The_environment_comes_before_the_binaries() =>
        DataSetLocator.Locate(null, Shipped.Directory, "/").ShouldBe(Shipped.Directory);

    [Fact]
    public void Without_either_it_is_found_above_the_binaries() =>
        DataSetLocator.Locate("", "", AppContext.BaseDirectory).ShouldEndWith(Path.Combine("data", "jp"));

    [Theory]
    [InlineData("/nowhere", null, "/nowhere")]
    [InlineData(null, "/nowhere", "MEGAREGION_DATA")]
    [InlineData(null, null, "MEGAREGION_DATA")]
    public void Where_there_is_none_the_message_says_where_it_was_looked_for(
        string? path, string? environment, string expected)
    {
        var empty = Directory.CreateTempSubdirectory("megaregion-empty-");

        Should.Throw<DirectoryNotFoundException>(() => DataSetLocator.Locate(path, environment, empty.FullName)).Message
            .ShouldContain(expected);

        empty.Delete();
    }

    [Fact]
    public void A_map_is_found_by_name_and_an_unknown_one_is_refused()
    {
        File.Exists(Shipped.DataSet.MapPath("japan_prefectures_s0001.geojson")).ShouldBeTrue();
        Should.Throw<FileNotFoundException>(() => Shipped.DataSet.MapPath("atlantis.geojson"));
    }
}
