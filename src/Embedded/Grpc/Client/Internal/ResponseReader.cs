using System.Buffers;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// Reads messages from a response body through one pooled array. The array grows with what has arrived, never with
/// the length a server declares.
/// </summary>
internal sealed class ResponseReader(Stream body, FrameParser parser) : IDisposable
{
    private const int FirstArrayBytes = 4 * 1024;
    private byte[] _array = [];
    private int _start;
    private int _end;

    /// <summary>Reads the next message; null at the end of the stream.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T?> ReadNextAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        while (true)
        {
            if (TryTake(marshaller, out var message, out var missing))
                return message;
            MakeRoom(missing);
            var read = await body.ReadAsync(_array.AsMemory(_end), cancellationToken);
            _end += read;
            if (read > 0)
                continue;
            return _start == _end ? null : throw WireErrors.IncompleteMessage();
        }
    }

    /// <summary>Takes in what is left of the body, so that its trailers can be read before its messages.</summary>
    public async Task BufferRestAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            MakeRoom(missing: 1);
            var read = await body.ReadAsync(_array.AsMemory(_end), cancellationToken);
            if (read == 0)
                return;
            _end += read;
        }
    }

    public void Dispose()
    {
        var array = _array;
        _array = [];
        _start = _end = 0;
        if (array.Length > 0)
            ArrayPool<byte>.Shared.Return(array);
    }

    private bool TryTake<T>(Marshaller<T> marshaller, out T? message, out int missing)
    {
        message = default;
        var available = _end - _start;
        missing = FrameHeader.Size - available;
        if (missing > 0)
            return false;
        var header = FrameHeader.Parse(_array.AsSpan(_start, FrameHeader.Size), parser.MaxPayloadLength);
        missing = FrameHeader.Size + header.PayloadLength - available;
        if (missing > 0)
            return false;
        var payload = new ReadOnlySequence<byte>(_array, _start + FrameHeader.Size, header.PayloadLength);
        _start += FrameHeader.Size + header.PayloadLength;
        if (_start == _end)
            _start = _end = 0;
        message = parser.Parse(marshaller, header, payload);
        return true;
    }

    private void MakeRoom(int missing)
    {
        if (_end < _array.Length && (_end + missing <= _array.Length || _start == 0))
            return;
        var available = _end - _start;
        var target = _array;
        if (available + missing > _array.Length)
        {
            var wanted = Math.Max(FirstArrayBytes, (int)Math.Min(2L * available, Array.MaxLength));
            target = ArrayPool<byte>.Shared.Rent(Math.Max(wanted, available + 1));
        }

        _array.AsSpan(_start, available).CopyTo(target);
        if (!ReferenceEquals(target, _array) && _array.Length > 0)
            ArrayPool<byte>.Shared.Return(_array);
        (_array, _start, _end) = (target, 0, available);
    }
}
