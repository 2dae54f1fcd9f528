namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>
/// Reads reported columns flow by flow, up to the first place where they cannot be read. Slow and exact: for reports that
/// are to be refused, and for those whose dictionaries are not in canonical order.
/// </summary>
internal ref struct ColumnFlowReader
{
    private readonly ReportedColumns _columns;
    private readonly ReadOnlySpan<byte> _layers;
    private readonly ReadOnlySpan<byte> _purposes;
    private readonly ReadOnlySpan<byte> _modes;
    private int _origin;
    private int _destination;
    private int _quantity;
    private int _time;
    private int _deal;
    private long _lastTime;

    /// <summary>A reader before the first flow. The caller has checked the number of flows.</summary>
    public ColumnFlowReader(ReportedColumns columns)
    {
        _columns = columns;
        _layers = columns.Layers.Span;
        _purposes = columns.Purposes.Span;
        _modes = columns.Modes.Span;
        Position = -1;
        Fault = DictionaryFault(columns)
            ?? LengthFault("layer", _layers.Length, mayBeEmpty: false)
            ?? LengthFault("purpose", _purposes.Length, mayBeEmpty: true)
            ?? LengthFault("mode", _modes.Length, mayBeEmpty: true)
            ?? (columns.Deals.Count == 0 && !columns.DealIndices.IsEmpty
                ? Broken("deal", -1, "the report names no deals, so it must be empty", "取引がないので空でなければなりません")
                : null);
    }

    /// <summary>The flow that <see cref="MoveNext"/> went to.</summary>
    public ReportedFlow Current { get; private set; }

    /// <summary>Its position.</summary>
    public int Position { get; private set; }

    /// <summary>Why reading stopped before the end; null when it did not.</summary>
    public FlowFault? Fault { get; private set; }

    /// <summary>Goes to the next flow; false at the end and at a fault.</summary>
    public bool MoveNext()
    {
        if (Fault is not null || Position + 1 == _columns.FlowCount)
        {
            Fault ??= SurplusFault();
            return false;
        }

        Position++;
        Current = new ReportedFlow(
            ReadPlace("origin", _columns.Origins.Span, ref _origin),
            ReadPlace("destination", _columns.Destinations.Span, ref _destination),
            _layers[Position],
            unchecked((long)ReadNumber("quantity", _columns.Quantities.Span, ref _quantity)),
            _lastTime = unchecked(_lastTime + Varint.ToSigned(ReadNumber("event_time_ms", _columns.Times.Span, ref _time))),
            _purposes.IsEmpty ? 0 : _purposes[Position],
            _modes.IsEmpty ? 0 : _modes[Position],
            ReadDeal());
        return Fault is null;
    }

    private static FlowFault? DictionaryFault(ReportedColumns columns)
    {
        if (columns.Places.Count > 2L * columns.FlowCount || columns.Places.Distinct(StringComparer.Ordinal).Count() != columns.Places.Count)
        {
            return Broken("places", -1, "each place stands there once, at most two for a flow", "地点は一度ずつ、フロー1件につき2つまでです");
        }

        return columns.Deals.Count > columns.FlowCount
            || columns.Deals.Contains("", StringComparer.Ordinal)
            || columns.Deals.Distinct(StringComparer.Ordinal).Count() != columns.Deals.Count
            ? Broken("deals", -1, "each deal stands there once, none is empty, at most one for a flow", "取引は空でなく一度ずつ、フロー1件につき1つまでです")
            : null;
    }

    private readonly FlowFault? LengthFault(string column, int length, bool mayBeEmpty) =>
        length == _columns.FlowCount || (mayBeEmpty && length == 0)
            ? null
            : Broken(column, -1, $"it has {length} bytes for {_columns.FlowCount} flows", $"フロー {_columns.FlowCount} 件に対し {length} バイトあります");

    private readonly FlowFault? SurplusFault() =>
        SurplusFault("origin", _columns.Origins.Length - _origin)
        ?? SurplusFault("destination", _columns.Destinations.Length - _destination)
        ?? SurplusFault("quantity", _columns.Quantities.Length - _quantity)
        ?? SurplusFault("event_time_ms", _columns.Times.Length - _time)
        ?? SurplusFault("deal", _columns.DealIndices.Length - _deal);

    private static FlowFault? SurplusFault(string column, int bytes) =>
        bytes == 0 ? null : Broken(column, -1, $"{bytes} bytes follow the last flow's value", $"最後のフローの値の後に {bytes} バイト余っています");

    private string ReadPlace(string column, ReadOnlySpan<byte> bytes, ref int at)
    {
        var index = ReadNumber(column, bytes, ref at);
        if (index < (ulong)_columns.Places.Count)
        {
            return _columns.Places[(int)index];
        }

        Fault ??= Broken(
            column, Position, $"there is no place with index {index}", $"番号 {index} の地点はありません");
        return "";
    }

    private string? ReadDeal()
    {
        if (_columns.Deals.Count == 0)
        {
            return null;
        }

        var index = ReadNumber("deal", _columns.DealIndices.Span, ref _deal);
        if (index <= (ulong)_columns.Deals.Count)
        {
            return index == 0 ? null : _columns.Deals[(int)index - 1];
        }

        Fault ??= Broken("deal", Position, $"there is no deal with number {index}", $"番号 {index} の取引はありません");
        return null;
    }

    private ulong ReadNumber(string column, ReadOnlySpan<byte> bytes, ref int at)
    {
        if (VarintColumn.TryRead(bytes, ref at, out var value))
        {
            return value;
        }

        Fault ??= Broken(
            column, Position, "no varint in its shortest form stands here", "最短形の varint がありません");
        return 0;
    }

    private static FlowFault Broken(string column, int position, string what, string whatJa) => new(
        position, $"columns.{column}", FlowFaultCode.InvalidField,
        $"The column '{column}' cannot be read: {what}.", $"列「{column}」を読めません。{whatJa}。");
}
