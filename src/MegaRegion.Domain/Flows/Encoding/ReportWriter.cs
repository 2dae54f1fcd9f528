using System.Buffers;
using System.Text;

namespace MegaRegion.Domain.Flows.Encoding;

// The canonical form of a report. The journal keeps exactly these bytes, a resend is recognised by comparing them, and
// recovery reads them without the catalogue of their time, so they hold place ids and not place numbers.
//
//   byte      format, 1
//   varint    number of places, then each id: varint length, UTF-8
//   varint    number of deals, then each id the same way
//   varint    number of flows, n
//   sections  each a varint length and that many bytes, n values in the order of the flows:
//             origin (varint, index of a place) · destination (varint) · layer (byte) · quantity (varint)
//             event time (zigzag varint, milliseconds, difference from the flow before, the first from 1970)
//             purpose (byte) · mode (byte) · deal (varint, 0 for none, else 1 + index of a deal; empty when no deals)
//
// Places and deals stand in the order of their first use, so equal flows in equal order give equal bytes. Columns
// because neighbours resemble each other: a typical flow takes 8 to 12 bytes, and readers run over flat arrays.

/// <summary>Builds the canonical bytes of a report. Checks nothing: rules are <see cref="ReportRules"/>'s business.</summary>
public sealed class ReportWriter
{
    /// <summary>The first byte of every report.</summary>
    internal const byte Format = 1;

    private const int OriginColumn = 0;
    private const int DestinationColumn = 1;
    private const int LayerColumn = 2;
    private const int QuantityColumn = 3;
    private const int TimeColumn = 4;
    private const int PurposeColumn = 5;
    private const int ModeColumn = 6;
    private const int DealColumn = 7;

    private readonly TextTable _places = new();
    private readonly TextTable _deals = new();
    private readonly ArrayBufferWriter<byte>[] _columns = [new(), new(), new(), new(), new(), new(), new(), new()];
    private long _previousTime;

    /// <summary>Flows added so far.</summary>
    public int FlowCount { get; private set; }

    /// <summary>Appends a flow.</summary>
    public void Add(in ReportedFlow flow)
    {
        Varint.Write(_columns[OriginColumn], (ulong)_places.IndexOf(flow.Origin));
        Varint.Write(_columns[DestinationColumn], (ulong)_places.IndexOf(flow.Destination));
        WriteByte(LayerColumn, (byte)flow.Layer);
        Varint.Write(_columns[QuantityColumn], (ulong)flow.Quantity);
        Varint.WriteSigned(_columns[TimeColumn], flow.EventTimeUnixMilliseconds - _previousTime);
        WriteByte(PurposeColumn, (byte)flow.Purpose);
        WriteByte(ModeColumn, (byte)flow.Mode);
        AddDeal(flow.Deal);
        _previousTime = flow.EventTimeUnixMilliseconds;
        FlowCount++;
    }

    /// <summary>The bytes of all flows added.</summary>
    public byte[] ToPayload()
    {
        var output = new ArrayBufferWriter<byte>(64 + _columns.Sum(column => column.WrittenCount + Varint.MaxLength));
        output.Write([Format]);
        _places.WriteTo(output);
        _deals.WriteTo(output);
        Varint.Write(output, (ulong)FlowCount);
        foreach (var column in _columns)
        {
            Varint.Write(output, (ulong)column.WrittenCount);
            output.Write(column.WrittenSpan);
        }

        return output.WrittenSpan.ToArray();
    }

    private void WriteByte(int column, byte value)
    {
        _columns[column].GetSpan(1)[0] = value;
        _columns[column].Advance(1);
    }

    private void AddDeal(string? deal)
    {
        var column = _columns[DealColumn];
        if (string.IsNullOrEmpty(deal))
        {
            if (_deals.Count > 0)
            {
                Varint.Write(column, 0);
            }

            return;
        }

        // The column starts with the first deal: the flows before it had none.
        for (var missing = _deals.Count == 0 ? FlowCount : 0; missing > 0; missing--)
        {
            Varint.Write(column, 0);
        }

        Varint.Write(column, 1 + (ulong)_deals.IndexOf(deal));
    }

    /// <summary>Texts numbered in the order of their first use.</summary>
    private sealed class TextTable
    {
        private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
        private readonly List<string> _texts = [];

        public int Count => _texts.Count;

        public int IndexOf(string text)
        {
            ref var index = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(
                _indices, text, out var exists);
            if (!exists)
            {
                index = _texts.Count;
                _texts.Add(text);
            }

            return index;
        }

        public void WriteTo(ArrayBufferWriter<byte> output)
        {
            Varint.Write(output, (ulong)_texts.Count);
            foreach (var text in _texts)
            {
                Varint.Write(output, (ulong)System.Text.Encoding.UTF8.GetByteCount(text));
                System.Text.Encoding.UTF8.GetBytes(text.AsSpan(), output);
            }
        }
    }
}
