using System.Text.RegularExpressions;

namespace MegaRegion.DataSet.Tests;

public sealed partial class ShippedFilesTests
{
    // Names of the tables that may not be passed on, and columns that only they have.
    private static readonly string[] HeldBackFiles =

    [
        "od_air_route", "rail_shinkansen_od_service", "rail_shinkansen_links", "Anaheim", "ChicagoSketch", "EMA_",
        "berlin", "friedrichshain",
    ];

    private static readonly string[] HeldBackColumns =

    [
        "flights_per_week", "seats_per_year", "pax_2014_both_directions", "cargo_tonnes_per_year", "median_minutes",
        "block_minutes_est", "train_types",
    ];

    [Fact]
    public void No_file_that_may_not_be_passed_on_ships()
    {
        var names = FilesOf(DataRoot).Select(file => Path.GetFileName(file)).ToList();

        names.Contains("SiouxFalls_net.tntp", StringComparer.Ordinal).ShouldBeTrue();
        names.ShouldAllBe(
            name => !HeldBackFiles.Any(held => name.StartsWith(held, StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public void No_table_has_a_column_of_a_held_back_table()
    {
        // The seats of rolling stock name train types too; that table is our own.
        foreach (var file in Tables.Where(file => !file.EndsWith("rolling_stock_seats.csv", StringComparison.Ordinal)))
        {
            var columns = File.ReadLines(file).First().Split(',');
            columns.Intersect(HeldBackColumns, StringComparer.Ordinal).ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void Air_and_shinkansen_links_carry_no_seats_and_air_links_no_frequency()
    {
        var network = Shipped.DataSet.Network;

        network.Links.Where(link => link.Kind is "air" or "shinkansen").ShouldAllBe(link => link.SeatsPerDay == null);
        network.Links.Where(link => link.Kind is "air").ShouldAllBe(link => link.ServicesPerDay == null);
    }

    [Fact]
    public void The_readme_lists_every_file()
    {
        var listed = File.ReadAllText(Path.Combine(Shipped.Directory, "README.md"));

        var files = FilesOf(Shipped.Directory).Where(file => !file.EndsWith("README.md", StringComparison.Ordinal));
        foreach (var file in files)
            listed.ShouldContain(Path.GetRelativePath(Shipped.Directory, file).Replace('\\', '/'));
    }

    [Fact]
    public void The_readme_lists_no_file_that_is_not_there()
    {
        var readme = File.ReadAllText(Path.Combine(Shipped.Directory, "README.md"));
        var listed = FileInBackticks().Matches(readme).Select(match => match.Groups["file"].Value).ToList();

        listed.Count.ShouldBeGreaterThan(40);
        listed.ShouldAllBe(file => File.Exists(Path.Combine(Shipped.Directory, file)));
    }

    [Fact]
    public void The_notice_credits_every_source_of_a_flow_table()
    {
        var notice = File.ReadAllText(Path.Combine(DataRoot, "..", "NOTICE"));

        string[] surveys =
        [
            "全国幹線旅客純流動調査", "住民基本台帳人口移動報告", "国勢調査", "貨物地域流動調査", "全国貨物純流動調査",
            "ふるさと納税に関する現況調査", "通信量からみた我が国の音声通信利用状況",
        ];
        foreach (var survey in surveys)
            notice.ShouldContain(survey);
        notice.ShouldContain("を加工して作成");
        notice.ShouldContain("CC BY-SA 3.0");
        notice.ShouldContain("ODbL");
    }

    [Theory]
    [InlineData("network/road-sharealike/LICENCE.md", "CC BY-SA 3.0")]
    [InlineData("network/air-odbl/LICENCE.md", "Open Database License")]
    public void A_folder_with_a_licence_of_its_own_says_so(string file, string licence) =>
        File.ReadAllText(Path.Combine(Shipped.Directory, file)).ShouldContain(licence);

    private static string DataRoot => Path.GetFullPath(Path.Combine(Shipped.Directory, ".."));

    private static IEnumerable<string> Tables =>
        FilesOf(Shipped.Directory).Where(file => file.EndsWith(".csv", StringComparison.Ordinal));

    private static IEnumerable<string> FilesOf(string directory) =>
        Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories);

    [GeneratedRegex(
        @"`(?<file>(places|flows|network|maps|partnerships|facts|build)/[^`*]+\.[a-z]+)`",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileInBackticks();
}
