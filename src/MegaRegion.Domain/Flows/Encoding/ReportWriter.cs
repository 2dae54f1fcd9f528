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

/// <summary>
/// Builds the canonical bytes of a report, and of the next one after <see cref="Clear"/>. Checks nothing: rules are
/// <see cref="ReportRules"/>'s business. Not thread-safe.
/// </summary>
public sealed class ReportWriter
{
    /// <summary>The first byte of every report.</summary>
    internal const byte Format = 1;

    private readonly TextTable _places = new();
    private readonly TextTable _deals = new();
    private readonly ArrayBufferWriter<byte> _output = new(256);
    private ByteColumn _origins = new();
    private ByteColumn _destinations = new();
    private ByteColumn _layers = new();
    private ByteColumn _quantities = new();
    private ByteColumn _times = new();
    private ByteColumn _purposes = new();
    private ByteColumn _modes = new();
    private ByteColumn _dealIndices = new();
    private (string Text, int Index) _lastOrigin = ("", -1);
    private (string Text, int Index) _lastDestination = ("", -1);
    private long _previousTime;

    /// <summary>Flows added so far.</summary>
    public int FlowCount { get; private set; }

    /// <summary>Appends a flow.</summary>
    public void Add(in ReportedFlow flow)
    {
        _origins.AddVarint((ulong)_places.IndexOf(flow.Origin, ref _lastOrigin));
        _destinations.AddVarint((ulong)_places.IndexOf(flow.Destination, ref _lastDestination));
        _layers.Add((byte)flow.Layer);
        _quantities.AddVarint((ulong)flow.Quantity);
        _times.AddVarint(Varint.FromSigned(flow.EventTimeUnixMilliseconds - _previousTime));
        _purposes.Add((byte)flow.Purpose);
        _modes.Add((byte)flow.Mode);
        AddDeal(flow.Deal);
        _previousTime = flow.EventTimeUnixMilliseconds;
        FlowCount++;
    }

    /// <summary>The bytes of all flows added.</summary>
    public byte[] ToPayload()
    {
        _output.ResetWrittenCount();
        _output.Write([Format]);
        _places.WriteTo(_output);
        _deals.WriteTo(_output);
        Varint.Write(_output, (ulong)FlowCount);
        WriteColumn(_origins);
        WriteColumn(_destinations);
        WriteColumn(_layers);
        WriteColumn(_quantities);
        WriteColumn(_times);
        WriteColumn(_purposes);
        WriteColumn(_modes);
        WriteColumn(_dealIndices);
        return _output.WrittenSpan.ToArray();
    }

    /// <summary>Begins the next report, with the memory of this one.</summary>
    public void Clear()
    {
        _places.Clear();
        _deals.Clear();
        _origins.Clear();
        _destinations.Clear();
        _layers.Clear();
        _quantities.Clear();
        _times.Clear();
        _purposes.Clear();
        _modes.Clear();
        _dealIndices.Clear();
        _lastOrigin = _lastDestination = ("", -1);
        _previousTime = 0;
        FlowCount = 0;
    }

    private void WriteColumn(in ByteColumn column)
    {
        Varint.Write(_output, (ulong)column.Written.Length);
        _output.Write(column.Written);
    }

    private void AddDeal(string? deal)
    {
        if (string.IsNullOrEmpty(deal))
        {
            if (_deals.Count > 0)
            {
                _dealIndices.Add(0);
            }

            return;
        }

        // The column starts with the first deal: the flows before it had none.
        for (var missing = _deals.Count == 0 ? FlowCount : 0; missing > 0; missing--)
        {
            _dealIndices.Add(0);
        }

        _dealIndices.AddVarint(1 + (ulong)_deals.IndexOf(deal));
    }

    /// <summary>Texts numbered in the order of their first use.</summary>
    private sealed class TextTable
    {
        private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
        private readonly List<string> _texts = [];

        public int Count => _texts.Count;

        public void Clear()
        {
            _indices.Clear();
            _texts.Clear();
        }

        // Neighbours often name the same place: comparing two texts is several times cheaper than looking one up.
        public int IndexOf(string text, ref (string Text, int Index) last)
        {
            if (last.Index < 0 || !string.Equals(text, last.Text, StringComparison.Ordinal))
            {
                last = (text, IndexOf(text));
            }

            return last.Index;
        }

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
