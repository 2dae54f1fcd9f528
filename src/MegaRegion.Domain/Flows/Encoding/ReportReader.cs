namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>
/// Reads the canonical bytes of a report (see <see cref="ReportWriter"/>) flow by flow. Allocates the two dictionaries
/// and nothing else.
/// </summary>
/// <exception cref="MalformedReportException">Anything is not of the format, from the constructor or from
/// <see cref="MoveNext"/>; reading to the end has checked every byte.</exception>
public ref struct ReportReader
{
    private readonly string[] _places;
    private readonly string[] _deals;
    private ByteReader _origins;
    private ByteReader _destinations;
    private ByteReader _layers;
    private ByteReader _quantities;
    private ByteReader _times;
    private ByteReader _purposes;
    private ByteReader _modes;
    private ByteReader _dealIndices;
    private int _read;
    private int _dealIndex;

    /// <summary>Reads the head of a report.</summary>
    public ReportReader(ReadOnlySpan<byte> payload)
    {
        var layout = new ReportLayout(payload);
        (_places, _deals, FlowCount) = (layout.Places, layout.Deals, layout.FlowCount);
        _origins = layout.Origins;
        _destinations = layout.Destinations;
        _layers = layout.Layers;
        _quantities = layout.Quantities;
        _times = layout.Times;
        _purposes = layout.Purposes;
        _modes = layout.Modes;
        _dealIndices = layout.DealIndices;
    }

    /// <summary>How many flows the report has.</summary>
    public int FlowCount { get; }

    /// <summary>Ids of the places that the flows name, in the order of their first use.</summary>
    public readonly ReadOnlySpan<string> Places => _places;

    /// <summary>Index in <see cref="Places"/> of the flow's origin.</summary>
    public int OriginIndex { get; private set; }

    /// <summary>Index in <see cref="Places"/> of the flow's destination.</summary>
    public int DestinationIndex { get; private set; }

    /// <summary>The flow's layer.</summary>
    public Layer Layer { get; private set; }

    /// <summary>The flow's quantity, 1 to <see cref="Flow.MaxQuantity"/>.</summary>
    public long Quantity { get; private set; }

    /// <summary>When it happened.</summary>
    public EventTime EventTime { get; private set; }

    /// <summary>Why.</summary>
    public Purpose Purpose { get; private set; }

    /// <summary>How.</summary>
    public TransportMode Mode { get; private set; }

    /// <summary>The deal that caused it, or null.</summary>
    public readonly string? Deal => _dealIndex == 0 ? null : _deals[_dealIndex - 1];

    /// <summary>Goes to the next flow; false when there is none.</summary>
    public bool MoveNext()
    {
        if (_read == FlowCount)
        {
            ExpectEnd();
            return false;
        }

        OriginIndex = ReadIndex(ref _origins, _places.Length, "place");
        DestinationIndex = ReadIndex(ref _destinations, _places.Length, "place");
        Layer = ReadLayer();
        Quantity = ReadQuantity();
        EventTime = ReadTime();
        Purpose = (Purpose)_purposes.ReadByte();
        Mode = (TransportMode)_modes.ReadByte();
        _dealIndex = _deals.Length == 0 ? 0 : ReadIndex(ref _dealIndices, _deals.Length + 1, "deal");
        _read++;
        return true;
    }

    private static int ReadIndex(ref ByteReader reader, int count, string what)
    {
        var at = reader.Position;
        var index = reader.ReadVarint();
        return index < (ulong)count
            ? (int)index
            : throw new MalformedReportException($"The report has no {what} with index {index}", at);
    }

    private Layer ReadLayer()
    {
        var at = _layers.Position;
        var layer = (Layer)_layers.ReadByte();
        return layer is >= Layer.People and <= Layer.Information
            ? layer
            : throw new MalformedReportException($"{(int)layer} is not a layer", at);
    }

    private long ReadQuantity()
    {
        var at = _quantities.Position;
        var quantity = _quantities.ReadVarint();
        return quantity is >= 1 and <= Flow.MaxQuantity
            ? (long)quantity
            : throw new MalformedReportException($"{quantity} is not a quantity", at);
    }

    private EventTime ReadTime()
    {
        var at = _times.Position;
        var time = new EventTime(unchecked(EventTime.UnixMilliseconds + _times.ReadSigned()));
        return time.UnixMilliseconds >= EventTime.Earliest.UnixMilliseconds
            && time.UnixMilliseconds <= EventTime.Latest.UnixMilliseconds
            ? time
            : throw new MalformedReportException($"{time.UnixMilliseconds} ms is not an event time", at);
    }

    private readonly void ExpectEnd()
    {
        _origins.ExpectEnd();
        _destinations.ExpectEnd();
        _layers.ExpectEnd();
        _quantities.ExpectEnd();
        _times.ExpectEnd();
        _purposes.ExpectEnd();
        _modes.ExpectEnd();
        _dealIndices.ExpectEnd();
    }
}
