using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// The observed and modelled tables as a deterministic stream of reports over one reference year: by hub, hour by hour.
/// The same data set and options give the same plan on every machine.
/// </summary>
/// <remarks>
/// Passengers come from the annual table by mode of 2010, split by purpose in the proportions of the survey's weekday
/// and holiday tables (purpose and mode are taken as independent within a pair); goods, money and information from
/// their tables as they are. Hours follow <c>flows/hour_profiles.csv</c>, which is an assumption. Of each table the
/// year's sum per cell is met to the unit.
/// </remarks>
public sealed class ReplayPlan
{
    private readonly ReferenceCalendar _calendar;

    internal ReplayPlan(
        ReferenceCalendar calendar, IReadOnlyList<ReplayProducer> producers, IReadOnlyList<ReplaySource> sources)
    {
        _calendar = calendar;
        Producers = producers;
        Sources = sources;
    }

    /// <summary>The hubs that report, observatories first, each in the order of the data set.</summary>
    public IReadOnlyList<ReplayProducer> Producers { get; }

    /// <summary>Where the quantities come from.</summary>
    public IReadOnlyList<ReplaySource> Sources { get; }

    /// <summary>Hours of the reference year: 8,760 or 8,784.</summary>
    public int HourCount => _calendar.HourCount;

    /// <summary>Lays out the replay.</summary>
    /// <exception cref="DataSetException">A table that the replay needs is not usable.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The year is out of range.</exception>
    public static ReplayPlan Create(JapanDataSet dataSet, ReplayOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Year, ReplayOptions.MinYear, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.Year, ReplayOptions.MaxYear, nameof(options));
        return new ReplayPlanner(dataSet, options).Plan();
    }

    /// <summary>When an hour of the reference year begins; its flows bear this time.</summary>
    /// <param name="hour">0 to <see cref="HourCount"/>, the latter being the end of the year.</param>
    public EventTime TimeOf(int hour) => _calendar.TimeOf(hour);
}
