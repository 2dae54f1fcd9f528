using System.Globalization;
using MegaRegion.DataSet.Reading;

namespace MegaRegion.DataSet.Replay;

/// <summary>Reads <c>flows/hour_profiles.csv</c>: for each profile a weekday and a holiday of 24 hourly
/// weights.</summary>
internal static class HourProfileReader
{
    /// <summary>The table.</summary>
    public const string File = "flows/hour_profiles.csv";

    private const long MaxWeight = 1_000_000_000;

    private static readonly string[] HourColumns =
    [
        .. Enumerable.Range(0, ReferenceCalendar.HoursPerDay)
            .Select(hour => hour.ToString("'h'00", CultureInfo.InvariantCulture)),
    ];

    private static readonly Dictionary<string, bool> DayTypes = new(StringComparer.Ordinal)
    {
        ["weekday"] = false,
        ["holiday"] = true,
    };

    public static IReadOnlyDictionary<string, HourProfile> Read(
        string directory, ReferenceCalendar calendar, ProblemLog problems)
    {
        var days = ReadDays(directory, problems);
        var profiles = new Dictionary<string, HourProfile>(StringComparer.Ordinal);
        foreach (var name in days.Keys.Select(key => key.Profile).Distinct(StringComparer.Ordinal))
        {
            var weekday = days.GetValueOrDefault((name, false));
            var holiday = days.GetValueOrDefault((name, true));
            if (weekday is not null && holiday is not null && weekday.Sum() + holiday.Sum() > 0)
                profiles.Add(name, HourProfile.Build(name, weekday, holiday, calendar));
            else
                problems.Add(
                    File,
                    0,
                    "day_type",
                    $"profile {name} needs a weekday and a holiday row with a weight above 0.",
                    "add the row.");
        }

        return profiles;
    }

    /// <summary>The rows: for each profile and day type what flows in each hour, in proportion over the whole table.</summary>
    public static IReadOnlyDictionary<(string Profile, bool Holiday), long[]> ReadDays(string directory, ProblemLog problems)
    {
        var days = new Dictionary<(string Profile, bool Holiday), long[]>();
        string[] columns = ["profile", "day_type", "day_weight", .. HourColumns];
        foreach (var row in TableFile.Read(directory, File, columns, problems))
        {
            if (!days.TryAdd((row.Required("profile"), row.OneOf("day_type", DayTypes)), HourlyWeights(row)))
                row.Report(
                    "day_type",
                    "the profile has this day type twice.",
                    "give each profile one weekday and one holiday row.");
        }

        return days;
    }

    // The day's weight shared out over its hours; scaled up so that the integer division loses nothing that matters.
    private static long[] HourlyWeights(TableRow row)
    {
        var day = row.Whole("day_weight", 0, MaxWeight);
        var hours = Array.ConvertAll(HourColumns, column => row.Whole(column, 0, 1_000));
        var sum = hours.Sum();
        if (sum > 0)
            return Array.ConvertAll(hours, hour => day * 1_000 * hour / sum);

        row.Report(HourColumns[0], "all 24 hourly weights are 0; expected at least one above 0.", "fill in the hours.");
        return hours;
    }
}
