using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// A report decoded and resolved against the catalogue: everything that could fail has been tried, so that folding it
/// in after it is durable cannot fail.
/// </summary>
public sealed class PreparedReport
{
    private PreparedReport(PairKey[] pairs, long[] quantities, EventTime[] times, LayerTotals totals)
    {
        Pairs = pairs;
        Quantities = quantities;
        Times = times;
        Totals = totals;
    }

    /// <summary>How many flows.</summary>
    public int FlowCount => Pairs.Length;

    /// <summary>Quantity by layer.</summary>
    public LayerTotals Totals { get; }

    /// <summary>Each flow's pair.</summary>
    internal PairKey[] Pairs { get; }

    /// <summary>Each flow's quantity.</summary>
    internal long[] Quantities { get; }

    /// <summary>Each flow's event time.</summary>
    internal EventTime[] Times { get; }

    /// <summary>Decodes a report.</summary>
    /// <param name="payload">Its canonical bytes.</param>
    /// <param name="directory">The catalogue.</param>
    /// <param name="unknownPlace">The first place that the catalogue does not have; null when it has all.</param>
    /// <returns>The report; null when a place is unknown.</returns>
    /// <exception cref="MalformedReportException">The bytes are not a report.</exception>
    public static PreparedReport? TryPrepare(
        ReadOnlySpan<byte> payload, PlaceDirectory directory, out string? unknownPlace)
    {
        var reader = new ReportReader(payload);
        var numbers = new PlaceNumber[reader.Places.Length];
        unknownPlace = null;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (directory.Find(reader.Places[i]) is not { } entry)
            {
                unknownPlace = reader.Places[i];
                return null;
            }

            numbers[i] = entry.Number;
        }

        return Read(ref reader, numbers);
    }

    /// <summary>The sum of the flows by pair, rolled up to a level, in no particular order.</summary>
    public IReadOnlyList<(PairKey Pair, long Quantity)> SumAt(Level level, PlaceDirectory directory)
    {
        var table = new PairTable();
        for (var i = 0; i < FlowCount; i++)
        {
            table.Add(Pairs[i].RollUp(directory, level).Bits, Quantities[i], mark: false);
        }

        var (pairs, quantities) = (new ulong[table.Count], new long[table.Count]);
        table.CopyTo(pairs, quantities);
        return [.. pairs.Zip(quantities, (pair, quantity) => (new PairKey(pair), quantity))];
    }

    private static PreparedReport Read(ref ReportReader reader, PlaceNumber[] numbers)
    {
        var pairs = new PairKey[reader.FlowCount];
        var quantities = new long[reader.FlowCount];
        var times = new EventTime[reader.FlowCount];
        var totals = default(LayerTotals);
        for (var i = 0; reader.MoveNext(); i++)
        {
            pairs[i] = new PairKey(numbers[reader.OriginIndex], numbers[reader.DestinationIndex], reader.Layer);
            quantities[i] = reader.Quantity;
            times[i] = reader.EventTime;
            totals = totals.Plus(reader.Layer, reader.Quantity);
        }

        return new PreparedReport(pairs, quantities, times, totals);
    }
}
