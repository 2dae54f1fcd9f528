using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Replay;

/// <summary>
/// A year's quantity of one kind between two places, and its share of each hour.
/// <para>
/// Cumulative rounding: with Q the year's quantity, W(t) the cumulative profile in units of 2^-32 and p a phase below
/// one unit, what has flowed before hour t is S(t) = floor((Q W(t) + p) / 2^32), and hour t carries S(t+1) - S(t).
/// S(0) = 0 and S(last) = Q, so the hours add up to the year exactly; the phase spreads the small cells over the year
/// instead of letting all of them flow in its last hour.
/// </para>
/// </summary>
internal readonly record struct ReplayCell(
    PlaceId Origin,
    PlaceId Destination,
    Layer Layer,
    Purpose Purpose,
    TransportMode Mode,
    long AnnualQuantity,
    HourProfile Profile,
    uint Phase)
{
    /// <summary>What flows in an hour of the year, 0-based.</summary>
    public long QuantityAt(int hour)
    {
        var cumulative = Profile.Cumulative;
        return FlowedBefore(cumulative[hour + 1]) - FlowedBefore(cumulative[hour]);
    }

    // 128 bits: a quantity of 10^15 times 2^32 does not fit 64.
    private long FlowedBefore(ulong share) => (long)((((UInt128)(ulong)AnnualQuantity * share) + Phase) >> 32);
}
