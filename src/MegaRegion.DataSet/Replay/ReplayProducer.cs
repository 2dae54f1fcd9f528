using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// One reporting hub of a replay: its reports of a year. A report holds the flows of one hour; hours without a flow
/// have no report. The report of a sequence is a pure function of the data set and the options, so a replay that was
/// cut continues at the next sequence that the ledger expects. Safe for many threads.
/// </summary>
public sealed class ReplayProducer
{
    private readonly ReplayCell[] _cells;
    private readonly HourProfile[] _profiles;
    private readonly ReferenceCalendar _calendar;
    private readonly Lazy<ushort[]> _reportHours;

    internal ReplayProducer(PlaceId hub, string name, IEnumerable<ReplayCell> cells, ReferenceCalendar calendar)
    {
        Hub = hub;
        Name = name;
        _cells = [.. cells.OrderByDescending(cell => cell.AnnualQuantity)];
        _profiles = [.. _cells.Select(cell => cell.Profile).Distinct()];
        _calendar = calendar;
        _reportHours = new Lazy<ushort[]>(FindReportHours);
    }

    /// <summary>The hub that reports.</summary>
    public PlaceId Hub { get; }

    /// <summary>The producer's name at the hub.</summary>
    public string Name { get; }

    /// <summary>What the year's reports add up to in one layer, in its base unit.</summary>
    public long AnnualQuantity(Layer layer) =>
        _cells.Where(cell => cell.Layer == layer).Aggregate(0L, (sum, cell) => checked(sum + cell.AnnualQuantity));

    /// <summary>How many reports the year has; their sequences are 1 to this.</summary>
    public int ReportCount => _reportHours.Value.Length;

    /// <summary>The hour of the year, 0-based, whose flows the report holds.</summary>
    /// <param name="sequence">1 to <see cref="ReportCount"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such report.</exception>
    public int HourOf(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, ReportCount);
        return _reportHours.Value[sequence - 1];
    }

    /// <summary>
    /// The first sequence whose report is of <paramref name="hour"/> or later; <see cref="ReportCount"/> + 1 when
    /// there is none.
    /// </summary>
    public long FirstSequenceFrom(int hour)
    {
        var index = Array.BinarySearch(_reportHours.Value, (ushort)Math.Clamp(hour, 0, ushort.MaxValue));
        return (index < 0 ? ~index : index) + 1;
    }

    /// <summary>Appends the flows of an hour, largest annual quantity first; nothing when none flows.</summary>
    /// <param name="hour">0-based hour of the year.</param>
    /// <param name="into">Receives the flows; what it holds already stays.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year does not have this hour.</exception>
    public void AppendFlows(int hour, List<Flow> into)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hour);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(hour, _calendar.HourCount);
        var time = _calendar.TimeOf(hour);
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            var quantity = cell.QuantityAt(hour);
            if (quantity > 0)
                into.Add(new Flow(cell.Origin, cell.Destination, cell.Layer, quantity, time, cell.Purpose, cell.Mode));
        }
    }

    private ushort[] FindReportHours()
    {
        var hours = new List<ushort>(_calendar.HourCount);
        for (var hour = 0; hour < _calendar.HourCount; hour++)
        {
            if (HasFlow(hour))
                hours.Add((ushort)hour);
        }

        return [.. hours];
    }

    // Most hours are answered by the first cell, since the cells are sorted by quantity.
    private bool HasFlow(int hour)
    {
        if (!Array.Exists(_profiles, profile => profile.Cumulative[hour + 1] > profile.Cumulative[hour]))
            return false;

        foreach (ref readonly var cell in _cells.AsSpan())
        {
            if (cell.QuantityAt(hour) > 0)
                return true;
        }

        return false;
    }
}
