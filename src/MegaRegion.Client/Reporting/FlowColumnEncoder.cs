using System.Runtime.InteropServices;
using Google.Protobuf;
using MegaRegion.V1;

namespace MegaRegion.Client.Reporting;

/// <summary>
/// Brings flows into the columns of <see cref="FlowColumns"/>, with places and deals in the order of their first use.
/// Buffers are used again: a result is valid until the next call. Not thread-safe. <see cref="HubClient"/> does this by
/// itself; it is for programs that send reports on their own.
/// </summary>
public sealed class FlowColumnEncoder
{
    private readonly TextIndex _places = new();
    private readonly TextIndex _deals = new();
    private ByteColumn _origin;
    private ByteColumn _destination;
    private ByteColumn _layer;
    private ByteColumn _quantity;
    private ByteColumn _eventTime;
    private ByteColumn _purpose;
    private ByteColumn _mode;
    private ByteColumn _deal;
    private long _lastTime;

    /// <summary>
    /// The columns of flows. Null when one of them has a layer, purpose or mode that does not fit: no server accepts it
    /// in any form, and only the plain form can carry it there to be named.
    /// </summary>
    /// <param name="flows">The flows.</param>
    public FlowColumns? TryEncode(IReadOnlyCollection<Flow> flows)
    {
        ArgumentNullException.ThrowIfNull(flows);
        Clear(flows.Count);
        foreach (var flow in flows)
        {
            if (!TryAdd(flow))
                return null;
        }

        var columns = new FlowColumns
        {
            FlowCount = flows.Count,
            Origin = _origin.ToByteString(),
            Destination = _destination.ToByteString(),
            Layer = _layer.ToByteString(),
            Quantity = _quantity.ToByteString(),
            EventTimeMs = _eventTime.ToByteString(),
            Purpose = _purpose.ToByteString(),
            Mode = _mode.ToByteString(),
            Deal = _deals.Texts.Count == 0 ? ByteString.Empty : _deal.ToByteString(),
        };
        columns.Places.AddRange(_places.Texts);
        columns.Deals.AddRange(_deals.Texts);
        return columns;
    }

    private void Clear(int count)
    {
        _places.Clear();
        _deals.Clear();
        _origin.Clear(count);
        _destination.Clear(count);
        _layer.Clear(count);
        _quantity.Clear(count);
        _eventTime.Clear(count);
        _purpose.Clear(count);
        _mode.Clear(count);
        _deal.Clear(count);
        _lastTime = 0;
    }

    private bool TryAdd(Flow flow)
    {
        var (layer, purpose, mode) = ((uint)flow.Layer, (uint)flow.Purpose, (uint)flow.Mode);
        if ((layer | purpose | mode) > byte.MaxValue)
            return false;

        _origin.AddVarint((ulong)_places.IndexOf(flow.Origin));
        _destination.AddVarint((ulong)_places.IndexOf(flow.Destination));
        _layer.AddByte((byte)layer);
        _quantity.AddVarint(unchecked((ulong)flow.Quantity));
        var difference = unchecked(flow.EventTimeMs - _lastTime);
        _eventTime.AddVarint(unchecked((ulong)((difference << 1) ^ (difference >> 63))));
        _lastTime = flow.EventTimeMs;
        _purpose.AddByte((byte)purpose);
        _mode.AddByte((byte)mode);
        _deal.AddVarint(flow.Deal.Length == 0 ? 0 : 1 + (ulong)_deals.IndexOf(flow.Deal));
        return true;
    }

    /// <summary>Texts numbered in the order of their first use.</summary>
    private sealed class TextIndex
    {
        private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
        private string? _last;
        private int _lastIndex;

        public List<string> Texts { get; } = [];

        public int IndexOf(string text)
        {
            if (ReferenceEquals(text, _last))
                return _lastIndex;

            ref var index = ref CollectionsMarshal.GetValueRefOrAddDefault(_indices, text, out var exists);
            if (!exists)
            {
                index = Texts.Count;
                Texts.Add(text);
            }

            (_last, _lastIndex) = (text, index);
            return index;
        }

        public void Clear()
        {
            _indices.Clear();
            Texts.Clear();
            _last = null;
        }
    }

    /// <summary>A column that grows.</summary>
    private struct ByteColumn
    {
        private const int LongestVarint = 10;

        private byte[] _bytes;
        private int _length;

        public void Clear(int count)
        {
            _length = 0;
            if (_bytes is null || _bytes.Length < count + LongestVarint)
                _bytes = new byte[count + LongestVarint];
        }

        public void AddByte(byte value)
        {
            Reserve();
            _bytes[_length++] = value;
        }

        public void AddVarint(ulong value)
        {
            Reserve();
            for (; value >= 0x80; value >>= 7)
                _bytes[_length++] = (byte)(value | 0x80);

            _bytes[_length++] = (byte)value;
        }

        public readonly ByteString ToByteString() => UnsafeByteOperations.UnsafeWrap(_bytes.AsMemory(0, _length));

        private void Reserve()
        {
            if (_bytes.Length - _length < LongestVarint)
                Array.Resize(ref _bytes, _bytes.Length * 2);
        }
    }
}
