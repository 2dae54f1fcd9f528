namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>A column of bytes that grows at its end.</summary>
internal struct ByteColumn()
{
    private byte[] _bytes = new byte[32];
    private int _length;

    /// <summary>What was added.</summary>
    public readonly ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Forgets what was added.</summary>
    public void Clear() => _length = 0;

    /// <summary>Appends a byte.</summary>
    public void Add(byte value)
    {
        Reserve();
        _bytes[_length++] = value;
    }

    /// <summary>Appends a varint.</summary>
    public void AddVarint(ulong value)
    {
        Reserve();
        if (value < 0x80)
        {
            _bytes[_length++] = (byte)value;
        }
        else
        {
            _length += Varint.Write(_bytes.AsSpan(_length), value);
        }
    }

    private void Reserve()
    {
        if (_bytes.Length - _length < Varint.MaxLength)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
    }
}
