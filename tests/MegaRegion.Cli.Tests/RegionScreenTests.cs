using MegaRegion.Cli.Demo;
using MegaRegion.Cli.Output;
using Spectre.Console;

namespace MegaRegion.Cli.Tests;

public sealed class RegionScreenTests
{
    private static readonly (string English, string Japanese)[] Regions =
    [
        ("Chubu", "中部"), ("Chugoku", "中国"), ("Hokkaido", "北海道"), ("Hokuriku", "北陸"), ("Kanto", "関東"),
        ("Kinki", "近畿"), ("Kyushu", "九州"), ("Okinawa", "沖縄"), ("Shikoku", "四国"), ("Tohoku", "東北"),
    ];

    [Theory]
    [InlineData(80, 24, false)]
    [InlineData(80, 24, true)]
    [InlineData(120, 40, false)]
    [InlineData(120, 40, true)]
    [InlineData(200, 60, true)]
    public void The_screen_fits_its_window_and_shows_every_region(int width, int height, bool japanese)
    {
        var lines = Screen(width, height, japanese);
        lines.Length.ShouldBeLessThanOrEqualTo(height);
        lines.ShouldAllBe(line => line.TrimEnd().GetCellWidth() <= width);
        foreach (var region in Regions)
        {
            var name = japanese ? region.Japanese : region.English;
            lines.ShouldContain(line => line.TrimStart('│', ' ').StartsWith(name, StringComparison.Ordinal), name);
        }

        lines.ShouldContain(line => line.Contains('→', StringComparison.Ordinal));
        lines[^1].TrimEnd().ShouldBe("the keys");
    }

    [Theory]
    [InlineData(120, 40, false)]
    [InlineData(120, 40, true)]
    public void Columns_are_aligned_whatever_the_width_of_their_characters(int width, int height, bool japanese)
    {
        var lines = Screen(width, height, japanese);
        var matrix = lines.SkipWhile(line => !line.StartsWith('╭')).TakeWhile(line => !line.StartsWith('╰')).Where(line => line.StartsWith('│')).ToList();
        matrix.Count.ShouldBe(Regions.Length + 1);
        matrix.Select(EdgesOf).Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }

    private static string[] Screen(int width, int height, bool japanese)
    {
        var words = new Words(japanese ? Language.Japanese : Language.English);
        var names = Regions.ToDictionary(
            region => "region:" + region.English, region => words.Pick(region.English, region.Japanese), StringComparer.Ordinal);
        var flows = names.Keys.SelectMany((from, i) => names.Keys.Select((to, j) => new RegionFlow(from, to, 7L * (i + 1) * (long)Math.Pow(10, 3 + j)))).ToList();
        var facts = Enumerable.Repeat(words.Pick("Reports 47,703 (1,292/s)", "報告 47,703 (1,292/s)"), 6);
        var picture = new RegionScreen(width, height, new RegionTables(id => names[id], words)).Compose("the head", flows, facts, "the keys");
        return LiveScreen.LinesOf(picture, width, ColorSystemSupport.NoColors);
    }

    // Where the column borders stand, in columns of the terminal.
    private static string EdgesOf(string line) => string.Join(
        ' ', Enumerable.Range(0, line.Length).Where(i => line[i] == '│').Select(i => line[..i].GetCellWidth().ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
