using System.Globalization;

namespace MegaRegion.Faults.Tests.Checking;

/// <summary>
/// Finds durations below zero in what a server says of itself: a sum of seconds falls, or is negative, only when a duration
/// went into it that was less than no time.
/// </summary>
internal sealed class DurationSums
{
    private readonly Dictionary<string, double> _latest = new(StringComparer.Ordinal);

    /// <summary>Takes in the text of <c>/metrics</c> and returns the series that show such a duration since the last one.</summary>
    public IReadOnlyList<string> FindNegative(string metrics)
    {
        var found = new List<string>();
        foreach (var line in metrics.Split('\n').Where(IsSum))
        {
            var at = line.LastIndexOf(' ');
            var (series, sum) = (line[..at], double.Parse(line[(at + 1)..], CultureInfo.InvariantCulture));
            if (sum < _latest.GetValueOrDefault(series))
            {
                found.Add(FormattableString.Invariant($"{series}: {_latest.GetValueOrDefault(series)} and then {sum}"));
            }

            _latest[series] = sum;
        }

        return found;
    }

    private static bool IsSum(string line) =>
        line.Contains("_seconds_sum{", StringComparison.Ordinal) || line.Contains("_seconds_sum ", StringComparison.Ordinal);
}
