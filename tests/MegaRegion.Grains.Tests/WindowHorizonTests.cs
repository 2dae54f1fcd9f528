using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Queries;
using MegaRegion.Grains.Tests.Support;

namespace MegaRegion.Grains.Tests;

public class WindowHorizonTests
{
    private const int Days = 10;

    private static readonly PlaceId NorthHub = new("hub:01100-a");
    private static readonly FlowQuery Everything = new(Level.MegaRegion, LayerSet.All);

    [Fact]
    public async Task Sums_over_all_time_stay_exact_at_every_level_when_days_are_dropped()
    {
        await using var country = await TenDaysAsync(TimeSpan.FromDays(3));
        await country.SettleAsync();

        (await SumAsync(country, Everything)).ShouldBe(Days);
        (await DaysAsync(country)).Count.ShouldBe(4);

        // Late for a day that every place has dropped.
        await country.SubmitNextAsync(NorthHub, FlowOfDay(country, 1) with { Quantity = 1_000 });
        await country.SettleAsync();
        (await SumAsync(country, Everything)).ShouldBe(Days + 1_000);
        (await DaysAsync(country)).Count.ShouldBe(4);

        await country.RestartAsync(loseMemory: true);
        await country.SettleAsync();
        (await SumAsync(country, Everything)).ShouldBe(Days + 1_000);
        (await DaysAsync(country)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_horizon_of_days_can_be_set_and_taken_back_over_the_same_journal()
    {
        TimeSpan? horizon = null;
        await using var country = await TenDaysAsync(options => options.DayHorizon = horizon);
        await country.SettleAsync();
        (await DaysAsync(country)).Count.ShouldBe(Days);

        horizon = TimeSpan.FromDays(2);
        await country.RestartAsync();
        await country.SettleAsync();
        (await DaysAsync(country)).Count.ShouldBe(3);
        (await SumAsync(country, Everything)).ShouldBe(Days);

        horizon = null;
        await country.RestartAsync();
        await country.SettleAsync();
        (await DaysAsync(country)).Count.ShouldBe(Days);
        (await SumAsync(country, Everything)).ShouldBe(Days);
    }

    [Fact]
    public async Task The_oldest_window_that_is_kept_is_told()
    {
        await using var country = await TenDaysAsync(TimeSpan.FromDays(3));
        await country.SettleAsync();
        var newest = FlowOfDay(country, Days - 1).EventTime.UnixMilliseconds;

        (await OldestAsync(country, WindowSize.Day))
            .ShouldBe(Window.Of(WindowSize.Day, new EventTime(newest - (3 * TimeSpan.MillisecondsPerDay))).StartUnixMilliseconds);
        (await OldestAsync(country, WindowSize.Hour)).ShouldBe(newest - TimeSpan.MillisecondsPerDay);

        await using var forEver = await TenDaysAsync(days: null);
        (await OldestAsync(forEver, WindowSize.Day)).ShouldBe(long.MinValue);
    }

    private static Task<Country> TenDaysAsync(TimeSpan? days) => TenDaysAsync(options => options.DayHorizon = days);

    private static async Task<Country> TenDaysAsync(Action<Hosting.GrainsOptions> configure)
    {
        var country = await Country.StartAsync(options =>
        {
            (options.MinuteHorizon, options.HourHorizon) = (TimeSpan.FromHours(1), TimeSpan.FromDays(1));
            configure(options);
        });
        for (var day = 0; day < Days; day++)
        {
            await country.SubmitNextAsync(NorthHub, FlowOfDay(country, day));
        }

        return country;
    }

    private static Flow FlowOfDay(Country country, int day) => country.Flow(NorthHub, "hub:03201-a") with
    {
        EventTime = new EventTime(country.Now.UnixMilliseconds + (day * TimeSpan.MillisecondsPerDay)),
    };

    private static async Task<long> SumAsync(Country country, FlowQuery query) =>
        (await country.Queries.GetOdMatrixAsync(query, CancellationToken.None)).Sum(total => total.Quantity);

    private static Task<IReadOnlyList<Cell>> DaysAsync(Country country) =>
        country.Queries.GetHistoryAsync(Everything, CancellationToken.None);

    private static Task<long> OldestAsync(Country country, WindowSize size) =>
        country.Queries.FindOldestStartAsync(size, CancellationToken.None);
}
