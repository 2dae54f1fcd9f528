using System.Buffers;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;

namespace MegaRegion.Domain.Ledger;

/// <summary>
/// A report decoded and resolved against the catalogue: everything that could fail has been tried, so that folding it
/// in after it is durable cannot fail. It rents its arrays: dispose it after the last use.
/// </summary>
public sealed class PreparedReport : IDisposable
{
    private readonly DecodedReport _decoded;
    private readonly ulong[] _pairs;
    private bool _isDisposed;

    private PreparedReport(DecodedReport decoded, ReadOnlySpan<PlaceNumber> numbers)
    {
        _decoded = decoded;
        _pairs = ArrayPool<ulong>.Shared.Rent(decoded.FlowCount);
        (Totals, Flows) = Resolve(numbers);
    }

    /// <summary>How many flows.</summary>
    public int FlowCount => _decoded.FlowCount;

    /// <summary>Quantity by layer.</summary>
    public LayerTotals Totals { get; }

    /// <summary>Flows by layer.</summary>
    public LayerTotals Flows { get; }

    /// <summary>Bits of each flow's <see cref="PairKey"/>.</summary>
    internal ReadOnlySpan<ulong> Pairs => _pairs.AsSpan(0, FlowCount);

    /// <summary>Each flow's quantity.</summary>
    internal ReadOnlySpan<long> Quantities => _decoded.Quantities;

    /// <summary>Each flow's event time in Unix milliseconds.</summary>
    internal ReadOnlySpan<long> Times => _decoded.Times;

    /// <summary>Decodes a report.</summary>
    /// <param name="payload">Its canonical bytes.</param>
    /// <param name="directory">The catalogue.</param>
    /// <param name="unknownPlace">The first place that the catalogue does not have; null when it has all.</param>
    /// <returns>The report; null when a place is unknown.</returns>
    /// <exception cref="MalformedReportException">The bytes are not a report.</exception>
    public static PreparedReport? TryPrepare(
        ReadOnlySpan<byte> payload, PlaceDirectory directory, out string? unknownPlace)
    {
        var decoded = DecodedReport.Read(payload);
        var numbers = new PlaceNumber[decoded.Places.Length];
        unknownPlace = null;
        for (var i = 0; i < numbers.Length; i++)
        {
            if (directory.Find(decoded.Places[i]) is not { } entry)
            {
                unknownPlace = decoded.Places[i];
                decoded.Dispose();
                return null;
            }

            numbers[i] = entry.Number;
        }

        return new PreparedReport(decoded, numbers);
    }

    /// <summary>The sum of the flows by pair, rolled up to a level, in no particular order.</summary>
    public IReadOnlyList<(PairKey Pair, long Quantity)> SumAt(Level level, PlaceDirectory directory)
    {
        if (FlowCount == 1)
        {
            return [(new PairKey(_pairs[0]).RollUp(directory, level), Quantities[0])];
        }

        var table = new PairTable();
        for (var i = 0; i < FlowCount; i++)
        {
            table.Add(new PairKey(_pairs[i]).RollUp(directory, level).Bits, Quantities[i], mark: false);
        }

        var (pairs, quantities) = (new ulong[table.Count], new long[table.Count]);
        table.CopyTo(pairs, quantities);
        return [.. pairs.Zip(quantities, (pair, quantity) => (new PairKey(pair), quantity))];
    }

    /// <summary>Gives the arrays back.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        ArrayPool<ulong>.Shared.Return(_pairs);
        _decoded.Dispose();
    }

    private (LayerTotals Totals, LayerTotals Flows) Resolve(ReadOnlySpan<PlaceNumber> numbers)
    {
        var origins = _decoded.Origins;
        var destinations = _decoded.Destinations;
        var layers = _decoded.Layers;
        var quantities = _decoded.Quantities;
        Span<long> totals = stackalloc long[(int)Layer.Information + 1];
        Span<long> flows = stackalloc long[(int)Layer.Information + 1];
        for (var i = 0; i < origins.Length; i++)
        {
            _pairs[i] = new PairKey(numbers[origins[i]], numbers[destinations[i]], (Layer)layers[i]).Bits;
            ref var total = ref totals[layers[i]];
            total = LayerTotals.Sum(total, quantities[i]);
            flows[layers[i]]++;
        }

        return (ByLayer(totals), ByLayer(flows));
    }

    private static LayerTotals ByLayer(ReadOnlySpan<long> numbers) => new(
        numbers[(int)Layer.People], numbers[(int)Layer.Goods], numbers[(int)Layer.Money], numbers[(int)Layer.Information]);
}
