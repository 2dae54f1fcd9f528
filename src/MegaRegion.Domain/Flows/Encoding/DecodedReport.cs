using System.Buffers;

namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>
/// A report's flows as flat arrays, for work that runs over columns. The arrays are rented: dispose it when the work is
/// done. Everything in it is known to be of the canonical form, which leaves the rules (<see cref="ReportRules"/>) to be
/// applied. Not thread-safe.
/// </summary>
public sealed class DecodedReport : IDisposable
{
    private readonly int[] _indices;
    private readonly long[] _numbers;
    private readonly byte[] _bytes;
    private bool _isDisposed;

    private DecodedReport(in ReportLayout layout)
    {
        (Places, Deals, FlowCount) = (layout.Places, layout.Deals, layout.FlowCount);
        _indices = ArrayPool<int>.Shared.Rent(3 * FlowCount);
        _numbers = ArrayPool<long>.Shared.Rent(2 * FlowCount);
        _bytes = ArrayPool<byte>.Shared.Rent(3 * FlowCount);
    }

    /// <summary>How many flows.</summary>
    public int FlowCount { get; }

    /// <summary>Ids of the places that the flows name.</summary>
    internal string[] Places { get; }

    /// <summary>Ids of the deals that the flows name.</summary>
    internal string[] Deals { get; }

    /// <summary>Each flow's origin, an index of <see cref="Places"/>.</summary>
    internal Span<int> Origins => _indices.AsSpan(0, FlowCount);

    /// <summary>Each flow's destination, an index of <see cref="Places"/>.</summary>
    internal Span<int> Destinations => _indices.AsSpan(FlowCount, FlowCount);

    /// <summary>Each flow's deal, 0 for none, else 1 + an index of <see cref="Deals"/>; empty when there are no deals.</summary>
    internal Span<int> DealIndices => Deals.Length == 0 ? [] : _indices.AsSpan(2 * FlowCount, FlowCount);

    /// <summary>Each flow's quantity, 1 to <see cref="Flow.MaxQuantity"/>.</summary>
    internal Span<long> Quantities => _numbers.AsSpan(0, FlowCount);

    /// <summary>Each flow's event time in Unix milliseconds, of years that can be told.</summary>
    internal Span<long> Times => _numbers.AsSpan(FlowCount, FlowCount);

    /// <summary>Each flow's layer, one of the four.</summary>
    internal Span<byte> Layers => _bytes.AsSpan(0, FlowCount);

    /// <summary>Each flow's purpose, any number.</summary>
    internal Span<byte> Purposes => _bytes.AsSpan(FlowCount, FlowCount);

    /// <summary>Each flow's mode, any number.</summary>
    internal Span<byte> Modes => _bytes.AsSpan(2 * FlowCount, FlowCount);

    /// <summary>Reads a report; null when the bytes are not of the canonical form.</summary>
    public static DecodedReport? TryRead(ReadOnlySpan<byte> payload)
    {
        try
        {
            return TryReadColumns(new ReportLayout(payload));
        }
        catch (MalformedReportException)
        {
            return null;
        }
    }

    /// <summary>Reads a report.</summary>
    /// <exception cref="MalformedReportException">The bytes are not a report.</exception>
    public static DecodedReport Read(ReadOnlySpan<byte> payload) =>
        TryReadColumns(new ReportLayout(payload)) ?? throw Malformed(payload);

    /// <summary>Gives the arrays back.</summary>
    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        ArrayPool<int>.Shared.Return(_indices);
        ArrayPool<long>.Shared.Return(_numbers);
        ArrayPool<byte>.Shared.Return(_bytes);
    }

    private static DecodedReport? TryReadColumns(in ReportLayout layout)
    {
        var report = new DecodedReport(layout);
        if (report.Fill(layout))
        {
            return report;
        }

        report.Dispose();
        return null;
    }

    private bool Fill(in ReportLayout layout) =>
        VarintColumn.TryReadIndices(layout.Origins.Rest, Origins, Places.Length)
        && VarintColumn.TryReadIndices(layout.Destinations.Rest, Destinations, Places.Length)
        && VarintColumn.TryReadQuantities(layout.Quantities.Rest, Quantities)
        && VarintColumn.TryReadTimes(layout.Times.Rest, Times)
        && VarintColumn.TryReadIndices(layout.DealIndices.Rest, DealIndices, Deals.Length + 1)
        && TryCopy(layout.Layers.Rest, Layers)
        && Layers.IndexOfAnyExceptInRange((byte)Layer.People, (byte)Layer.Information) < 0
        && TryCopy(layout.Purposes.Rest, Purposes)
        && TryCopy(layout.Modes.Rest, Modes);

    private static bool TryCopy(ReadOnlySpan<byte> column, Span<byte> values) =>
        column.Length == values.Length && column.TryCopyTo(values);

    // Reading flow by flow finds the byte. Only a number that is not in its shortest form passes there.
    private static MalformedReportException Malformed(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new ReportReader(payload);
            while (reader.MoveNext())
            {
            }

            return new MalformedReportException("A number is not in its shortest form", 0);
        }
        catch (MalformedReportException malformed)
        {
            return malformed;
        }
    }
}
