using System.Runtime.InteropServices;
using MegaRegion.DataSet.Flows;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// Why people travel between two zones: a year's weight of each purpose, from the survey of one weekday and one holiday
/// of 2010 times the number of such days. A pair that the survey of purposes does not hold takes the national weights.
/// </summary>
internal sealed class PurposeShares
{
    /// <summary>The purposes, in the order of the weights.</summary>
    public static readonly Purpose[] Purposes =
        [Purpose.Business, Purpose.Tourism, Purpose.Private, Purpose.Other, Purpose.Unspecified];

    private readonly Dictionary<(string Origin, string Destination), long[]> _weights = [];
    private readonly long[] _national = new long[Purposes.Length];

    public PurposeShares(FlowTable weekday, FlowTable holiday, ReferenceCalendar calendar)
    {
        AddDays(weekday, calendar.WeekdayCount);
        AddDays(holiday, calendar.HolidayCount);
    }

    /// <summary>The weights of a pair; not all of them 0.</summary>
    public ReadOnlySpan<long> Weights(PlaceId origin, PlaceId destination) =>
        _weights.GetValueOrDefault((origin.Value, destination.Value), _national);

    private void AddDays(FlowTable table, int days)
    {
        foreach (var cell in table.Cells)
        {
            ref var weights = ref CollectionsMarshal.GetValueRefOrAddDefault(
                _weights, (cell.Origin.Value, cell.Destination.Value), out _);
            weights ??= new long[Purposes.Length];
            var purpose = Array.IndexOf(Purposes, cell.Purpose);
            weights[purpose] += cell.Quantity * days;
            _national[purpose] += cell.Quantity * days;
        }
    }
}
