namespace MegaRegion.Domain.Flows.Encoding;

/// <summary>Reads numbers and texts off a span; knows where the span began, so that errors can name the byte.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes, int start = 0)
{
    private static readonly System.Text.UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private readonly int _start = start;
    private int _next;

    public readonly int Position => _start + _next;

    public readonly int Remaining => _bytes.Length - _next;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _bytes[_next..];

    public byte ReadByte()
    {
        if (_next >= _bytes.Length)
        {
            throw new MalformedReportException("The bytes end too early", Position);
        }

        return _bytes[_next++];
    }

    public ulong ReadVarint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = ReadByte();
            if (shift == 63 && part > 1)
            {
                break;
            }

            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }

        throw new MalformedReportException("A number has more than 64 bits", Position);
    }

    public long ReadSigned() => Varint.ToSigned(ReadVarint());

    /// <summary>A count or length, at most <paramref name="max"/>.</summary>
    public int ReadCount(int max, string what)
    {
        var at = Position;
        var value = ReadVarint();
        return value <= (ulong)max
            ? (int)value
            : throw new MalformedReportException($"{what} {value} is over {max}", at);
    }

    public ReadOnlySpan<byte> ReadBytes(int length)
    {
        if (length > Remaining)
        {
            throw new MalformedReportException($"{length} bytes are announced and {Remaining} are left", Position);
        }

        var part = _bytes.Slice(_next, length);
        _next += length;
        return part;
    }

    public string ReadText(int maxBytes)
    {
        var at = Position;
        try
        {
            return Utf8.GetString(ReadBytes(ReadCount(maxBytes, "A text length")));
        }
        catch (ArgumentException)
        {
            throw new MalformedReportException("A text is not UTF-8", at);
        }
    }

    /// <summary>The next part of the span as its own reader: a length, then that many bytes.</summary>
    public ByteReader ReadSection()
    {
        var length = ReadCount(Remaining, "A section length");
        var at = Position;
        return new ByteReader(ReadBytes(length), at);
    }

    /// <summary>Throws unless everything was read.</summary>
    public readonly void ExpectEnd()
    {
        if (Remaining != 0)
        {
            throw new MalformedReportException($"{Remaining} bytes follow the end", Position);
        }
    }
}
