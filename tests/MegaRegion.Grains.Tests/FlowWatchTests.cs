using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Queries;
using MegaRegion.Grains.Tests.Support;
using MegaRegion.Grains.Watch;

namespace MegaRegion.Grains.Tests;

public class FlowWatchTests
{
    private static readonly PlaceId Hub = new("hub:01100-a");
    private static readonly WatchQuery Cities = new(Level.City, LayerSet.All);

    [Fact]
    public async Task A_watch_begins_with_the_picture_and_goes_on_with_changes()
    {
        await using var country = await Country.StartAsync();
        await ReportAsync(country, 5);
        await using var watcher = new Watcher(country, Cities);

        var first = await watcher.NextAsync();
        first.Kind.ShouldBe(WatchUpdateKind.Live);
        first.Cells.Single().Quantity.ShouldBe(5);

        await ReportAsync(country, 6);
        var second = await watcher.NextAsync();
        second.Kind.ShouldBe(WatchUpdateKind.Live);
        second.Cells.Single().Quantity.ShouldBe(11);
        second.Lag.ShouldBeGreaterThan(TimeSpan.Zero);
        string.Equals(second.ResumeToken, first.ResumeToken, StringComparison.Ordinal).ShouldBeFalse();
    }

    [Fact]
    public async Task A_watch_of_nothing_says_that_it_is_live()
    {
        await using var country = await Country.StartAsync();
        await using var watcher = new Watcher(country, Cities);
        var first = await watcher.NextAsync();
        first.Kind.ShouldBe(WatchUpdateKind.Live);
        first.Cells.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_resumed_watch_misses_nothing_and_begins_with_what_changed_meanwhile()
    {
        await using var country = await Country.StartAsync();
        await ReportAsync(country, 1, "jp:03201");
        string token;
        await using (var watcher = new Watcher(country, Cities))
        {
            token = (await watcher.NextAsync()).ResumeToken;
        }

        await ReportAsync(country, 2, "jp:02201");
        await using var resumed = new Watcher(country, Cities, token);
        var update = await resumed.NextAsync();
        update.Kind.ShouldBe(WatchUpdateKind.Live);
        update.Cells.Single().Quantity.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_of_another_life_of_the_service_or_of_another_question_gets_a_new_picture()
    {
        await using var country = await Country.StartAsync();
        await ReportAsync(country, 1);
        string token;
        await using (var watcher = new Watcher(country, Cities))
        {
            token = (await watcher.NextAsync()).ResumeToken;
        }

        await using (var other = new Watcher(country, Cities with { Layers = LayerSet.Of([Layer.Goods]) }, token))
        {
            (await other.NextAsync()).Kind.ShouldBe(WatchUpdateKind.Resync);
        }

        await country.RestartAsync();
        await using var resumed = new Watcher(country, Cities, token);
        (await resumed.NextAsync()).Kind.ShouldBe(WatchUpdateKind.Resync);
        var picture = await resumed.NextAsync();
        picture.Kind.ShouldBe(WatchUpdateKind.Live);
        picture.Cells.Single().Quantity.ShouldBe(1);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("1.short.q.0")]
    [InlineData("1.0123456789abcdef0123456789abcdef.q.minus")]
    [InlineData("2.0123456789abcdef0123456789abcdef.q.0")]
    public async Task A_token_that_is_none_is_refused(string token)
    {
        await using var country = await Country.StartAsync();
        Should.Throw<FormatException>(() => country.Watch.WatchAsync(Cities, token, CancellationToken.None));
    }

    [Fact]
    public async Task A_watcher_that_falls_behind_its_bound_is_resynchronised_and_the_others_are_not()
    {
        await using var country = await Country.StartAsync(options => options.MaxWatchBacklog = 3);
        await ReportAsync(country, 1);
        await using var slow = new Watcher(country, Cities);
        await using var quick = new Watcher(country, Cities);
        await slow.NextAsync();
        await quick.NextAsync();

        for (var i = 0; i < 5; i++)
        {
            await ReportAsync(country, 1);
            (await quick.NextAsync()).Kind.ShouldBe(WatchUpdateKind.Live);
        }

        (await slow.NextAsync()).Kind.ShouldBe(WatchUpdateKind.Resync);
        (await slow.NextAsync()).Cells.Single().Quantity.ShouldBe(6);
        await ReportAsync(country, 1);
        (await slow.NextAsync()).Cells.Single().Quantity.ShouldBe(7);
    }

    [Fact]
    public async Task A_long_picture_comes_in_pages_and_says_when_it_is_complete()
    {
        await using var country = await Country.StartAsync(options => options.WatchPageCells = 2);
        foreach (var city in new[] { "jp:01100", "jp:01202", "jp:02201", "jp:03201" })
        {
            await ReportAsync(country, 1, city);
        }

        await using var watcher = new Watcher(country, Cities);
        (await watcher.NextAsync()).Kind.ShouldBe(WatchUpdateKind.Snapshot);
        var last = await watcher.NextAsync();
        last.Kind.ShouldBe(WatchUpdateKind.Live);
        last.Cells.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_from_the_middle_of_a_picture_begins_it_anew()
    {
        await using var country = await Country.StartAsync(options => options.WatchPageCells = 1);
        await ReportAsync(country, 1, "jp:02201");
        await ReportAsync(country, 1, "jp:03201");
        await using var watcher = new Watcher(country, Cities);
        var middle = await watcher.NextAsync();
        middle.Kind.ShouldBe(WatchUpdateKind.Snapshot);
        await using var resumed = new Watcher(country, Cities, middle.ResumeToken);
        (await resumed.NextAsync()).Kind.ShouldBe(WatchUpdateKind.Resync);
    }

    [Theory]
    [InlineData(Level.Hub)]
    [InlineData(Level.City)]
    [InlineData(Level.Prefecture)]
    [InlineData(Level.Region)]
    [InlineData(Level.MegaRegion)]
    public async Task A_picture_equals_the_answer_to_a_query_at_every_level(Level level)
    {
        await using var country = await Country.StartAsync();
        await ReportAsync(country, 3, "hub:03201-a");
        await ReportAsync(country, 4, "jp:03201");
        await country.SubmitNextAsync(
            new("hub:survey-north"), new Flow(new("jp:01"), new("jp:03"), Layer.People, 5, country.Now));
        await country.SettleAsync();

        await using var watcher = new Watcher(country, new WatchQuery(level, LayerSet.All));
        var update = await watcher.NextAsync();
        var matrix = await country.Queries.GetOdMatrixAsync(new FlowQuery(level, LayerSet.All), CancellationToken.None);
        update.Cells.Select(cell => new PairTotal(cell.Pair, cell.Quantity)).ShouldBe(matrix, ignoreOrder: true);
        matrix.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Layers_and_the_first_window_are_as_asked()
    {
        await using var country = await Country.StartAsync();
        await ReportAsync(country, 1);
        await country.SubmitNextAsync(Hub, country.Flow(Hub, "jp:03201", 9, Layer.Goods));
        await country.SettleAsync();
        await using var goods = new Watcher(country, Cities with { Layers = LayerSet.Of([Layer.Goods]) });
        (await goods.NextAsync()).Cells.Single().Quantity.ShouldBe(9);
        await using var later = new Watcher(
            country, Cities with { FromUnixMilliseconds = country.Now.UnixMilliseconds + 86_400_000 });
        (await later.NextAsync()).Cells.ShouldBeEmpty();
    }

    private static async Task ReportAsync(Country country, long quantity, string destination = "jp:03201")
    {
        await country.SubmitNextAsync(Hub, country.Flow(Hub, destination, quantity));
        await country.SettleAsync();
    }
}
