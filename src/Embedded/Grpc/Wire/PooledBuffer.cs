using System.Buffers;

namespace Grpc.Wire;

/// <summary>A growing byte buffer on the shared array pool. Not for concurrent use; dispose it to return the array.</summary>
internal sealed class PooledBuffer : IBufferWriter<byte>, IDisposable
{
    private const int SmallestArrayBytes = 256;
    private byte[] _array = [];
    private int _written;

    public int WrittenCount => _written;

    public ReadOnlyMemory<byte> WrittenMemory => _array.AsMemory(0, _written);

    public ReadOnlySpan<byte> WrittenSpan => _array.AsSpan(0, _written);

    /// <summary>Makes sure the next <paramref name="bytes"/> bytes fit without growing again.</summary>
    public void Reserve(int bytes) => EnsureFree(bytes);

    /// <summary>Forgets the content and keeps the array.</summary>
    public void Clear() => _written = 0;

    /// <summary>Forgets what was written behind the first <paramref name="bytes"/> bytes.</summary>
    public void CutTo(int bytes) => _written = bytes;

    /// <summary>The already written bytes, to be patched in place.</summary>
    public Span<byte> Patch(int start, int length) => _array.AsSpan(start, length);

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _array.Length - _written);
        _written += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        EnsureFree(Math.Max(sizeHint, 1));
        return _array.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        EnsureFree(Math.Max(sizeHint, 1));
        return _array.AsSpan(_written);
    }

    public void Dispose()
    {
        var array = _array;
        _array = [];
        _written = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private void EnsureFree(int bytes)
    {
        if (_array.Length - _written >= bytes)
            return;
        var wanted = Math.Max((long)_written + bytes, Math.Max(2L * _array.Length, SmallestArrayBytes));
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min(wanted, Array.MaxLength));
        _array.AsSpan(0, _written).CopyTo(larger);
        if (_array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        _array = larger;
    }
}
