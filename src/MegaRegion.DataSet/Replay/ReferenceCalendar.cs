using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// The hours of one calendar year in Japan (UTC+9, no daylight saving). Saturdays and Sundays count as holidays;
/// national holidays are working days here.
/// </summary>
internal sealed class ReferenceCalendar
{
    public const int HoursPerDay = 24;

    private static readonly TimeSpan JapanTime = TimeSpan.FromHours(9);

    private readonly DateTimeOffset _start;

    public ReferenceCalendar(int year)
    {
        _start = new DateTimeOffset(year, 1, 1, 0, 0, 0, JapanTime);
        DayCount = DateTime.IsLeapYear(year) ? 366 : 365;
        HolidayCount = Enumerable.Range(0, DayCount).Count(IsHoliday);
    }

    public int DayCount { get; }

    public int HourCount => DayCount * HoursPerDay;

    public int HolidayCount { get; }

    public int WeekdayCount => DayCount - HolidayCount;

    public bool IsHoliday(int day) => _start.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Start of an hour of the year, 0-based; also gives the end of the year for <see
    /// cref="HourCount"/>.</summary>
    public EventTime TimeOf(int hour) => EventTime.From(_start.AddHours(hour));
}
