using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// How a layer's flows spread over the hours of a weekday in Japan (UTC+9): 24 factors on the day's mean, so their mean is 1.
/// They come from <c>flows/hour_profiles.csv</c> and are assumptions as marked there: people from the passenger profiles of
/// all purposes by their weight, goods from <c>freight</c>, money from <c>donation</c>, information from <c>calls</c>.
/// </summary>
public sealed class DailyProfile
{
    private const string PassengerProfiles = "kansen-";

    private static readonly Dictionary<string, Layer> LayerOfProfile = new(StringComparer.Ordinal)
    {
        ["freight"] = Layer.Goods,
        ["donation"] = Layer.Money,
        ["calls"] = Layer.Information,
    };

    private readonly double[] _factors;

    private DailyProfile(double[] factors) => _factors = factors;

    /// <summary>The same at every hour.</summary>
    public static DailyProfile Flat { get; } = new([.. Enumerable.Repeat(1.0, ReferenceCalendar.HoursPerDay)]);

    /// <summary>Factor on the day's mean in an hour.</summary>
    /// <param name="hour">0 to 23.</param>
    public double this[int hour] => _factors[hour];

    /// <summary>The profiles of the four layers.</summary>
    /// <param name="dataSet">The data set.</param>
    /// <exception cref="DataSetException">The table is not usable, or a layer has no profile.</exception>
    public static IReadOnlyDictionary<Layer, DailyProfile> Read(JapanDataSet dataSet)
    {
        ArgumentNullException.ThrowIfNull(dataSet);
        var problems = new ProblemLog();
        var sums = Enum.GetValues<Layer>().ToDictionary(layer => layer, _ => new double[ReferenceCalendar.HoursPerDay]);
        foreach (var ((profile, isHoliday), weights) in HourProfileReader.ReadDays(dataSet.Directory, problems))
        {
            if (isHoliday || LayerOf(profile) is not { } layer)
                continue;
            for (var hour = 0; hour < weights.Length; hour++)
                sums[layer][hour] += weights[hour];
        }

        foreach (var (layer, _) in sums.Where(pair => pair.Value.Sum() <= 0))
            problems.Add(HourProfileReader.File, 0, "profile", $"no weekday profile of {layer} has a weight above 0.", "add the row.");
        problems.ThrowIfAny();
        return sums.ToDictionary(pair => pair.Key, pair => FromWeights(pair.Value));
    }

    /// <summary>A profile in proportion to weights.</summary>
    /// <param name="weights">24, none below 0, at least one above.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static DailyProfile FromWeights(IReadOnlyList<double> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var mean = weights.Sum() / ReferenceCalendar.HoursPerDay;
        if (weights.Count != ReferenceCalendar.HoursPerDay || mean <= 0 || weights.Any(weight => weight < 0))
            throw new ArgumentException("A profile has 24 weights, none below 0 and at least one above.", nameof(weights));
        return new DailyProfile([.. weights.Select(weight => weight / mean)]);
    }

    private static Layer? LayerOf(string profile) => profile.StartsWith(PassengerProfiles, StringComparison.Ordinal)
        ? Layer.People
        : LayerOfProfile.TryGetValue(profile, out var layer) ? layer : null;
}
