using System.Diagnostics;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// How a year's quantity spreads over its hours, as the cumulative share before each hour in units of 2^-32: entry 0
/// is 0, the last entry is exactly <see cref="One"/>, and the entries never fall.
/// </summary>
internal sealed class HourProfile
{
    /// <summary>The whole of the year.</summary>
    public const ulong One = 1UL << 32;

    private HourProfile(string name, ulong[] cumulative)
    {
        Name = name;
        Cumulative = cumulative;
    }

    public string Name { get; }

    /// <summary>One entry more than there are hours.</summary>
    public ulong[] Cumulative { get; }

    /// <summary>Builds the year from a weekday's and a holiday's hourly weights, 24 of each.</summary>
    public static HourProfile Build(
        string name, ReadOnlySpan<long> weekday, ReadOnlySpan<long> holiday, ReferenceCalendar calendar)
    {
        var running = new UInt128[calendar.HourCount + 1];
        for (var hour = 0; hour < calendar.HourCount; hour++)
        {
            var weights = calendar.IsHoliday(hour / ReferenceCalendar.HoursPerDay) ? holiday : weekday;
            running[hour + 1] = running[hour] + (ulong)weights[hour % ReferenceCalendar.HoursPerDay];
        }

        var total = running[^1];
        Debug.Assert(total > 0, "The reader refuses a profile without weight.");
        return new HourProfile(name, Array.ConvertAll(running, sum => (ulong)(sum * One / total)));
    }
}
