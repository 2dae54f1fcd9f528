using FsCheck;
using FsCheck.Fluent;
using MegaRegion.DataSet.Replay;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Tests;

public sealed class ReplayCellTests
{
    private static readonly ReferenceCalendar Calendar = new(2025);

    private static readonly Gen<ReplayCell> Cells =
        from quantity in Gen.OneOf(Gen.Choose(1, 1_000), Gen.Choose(1, int.MaxValue)).Select(value => (long)value)
        from factor in Gen.Elements(1L, 1_000L, 460_000L)
        from phase in Gen.Choose(int.MinValue, int.MaxValue)
        from weekday in Gen.Choose(0, 1_000).ArrayOf(ReferenceCalendar.HoursPerDay)
        from holiday in Gen.Choose(1, 1_000).ArrayOf(ReferenceCalendar.HoursPerDay)
        select Cell(quantity * factor, (uint)phase, weekday, holiday);

    [Fact]
    public void The_hours_of_a_year_add_up_to_the_annual_quantity() =>
        Prop.ForAll(Cells.ToArbitrary(), cell => Hours(cell).Sum() == cell.AnnualQuantity)
            .Check(Config.QuickThrowOnFailure.WithReplay(20261121, 31));

    [Fact]
    public void No_hour_is_negative_or_off_its_share_by_more_than_one() =>
        Prop.ForAll(Cells.ToArbitrary(), IsFair).Check(Config.QuickThrowOnFailure.WithReplay(20261121, 31));

    // The control: the same hours rounded one by one do lose some of the year.
    [Fact]
    public void Rounding_each_hour_by_itself_would_lose_quantity()
    {
        var cell = Cell(1_000, 0, Flat(1), Flat(1));

        Enumerable.Range(0, Calendar.HourCount).Sum(hour => (long)Share(cell, hour)).ShouldBe(0);
        Hours(cell).Sum().ShouldBe(1_000);
    }

    [Fact]
    public void The_largest_quantity_of_a_flow_is_spread_exactly() =>
        Hours(Cell(Flow.MaxQuantity, uint.MaxValue, Flat(1), Flat(3))).Sum().ShouldBe(Flow.MaxQuantity);

    [Fact]
    public void The_phase_decides_in_which_hour_a_single_unit_flows()
    {
        var early = Hours(Cell(1, uint.MaxValue, Flat(1), Flat(1))).ToList().IndexOf(1);
        var late = Hours(Cell(1, 0, Flat(1), Flat(1))).ToList().IndexOf(1);

        early.ShouldBe(0);
        late.ShouldBe(Calendar.HourCount - 1);
    }

    [Fact]
    public void A_year_has_its_hours_in_Japanese_time()
    {
        Calendar.HourCount.ShouldBe(8_760);
        new ReferenceCalendar(2024).HourCount.ShouldBe(8_784);
        Calendar.HolidayCount.ShouldBe(104);
        Calendar.TimeOf(0).ToString().ShouldBe("2024-12-31T15:00:00.000Z");
        Calendar.TimeOf(8_760).ToString().ShouldBe("2025-12-31T15:00:00.000Z");
    }

    private static bool IsFair(ReplayCell cell)
    {
        var hour = 0;
        return Hours(cell).All(quantity => quantity >= 0 && Math.Abs(quantity - Share(cell, hour++)) < 1.0001m);
    }

    private static IEnumerable<long> Hours(ReplayCell cell) => Enumerable.Range(0, Calendar.HourCount)
        .Select(cell.QuantityAt);

    private static decimal Share(ReplayCell cell, int hour) =>
        (decimal)cell.AnnualQuantity * (cell.Profile.Cumulative[hour + 1] - cell.Profile.Cumulative[hour]) / HourProfile.One;

    private static ReplayCell Cell(long quantity, uint phase, int[] weekday, int[] holiday) => new(
        new PlaceId("jp:13"),
        new PlaceId("jp:27"),
        Layer.People,
        Purpose.Business,
        TransportMode.Rail,
        quantity,
        HourProfile.Build(
            "test",
            Array.ConvertAll(weekday, weight => (long)weight),
            Array.ConvertAll(holiday, weight => (long)weight),
            Calendar),
        phase);

    private static int[] Flat(int weight) => [.. Enumerable.Repeat(weight, ReferenceCalendar.HoursPerDay)];
}
