using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Reads messages from the request body in place: a message is parsed out of the transport's buffers as soon as it is
/// there whole. Memory follows what has arrived, never the length a client declares.
/// </summary>
internal sealed class RequestReader(ServerCall call, PipeReader body, FrameParser parser)
{
    private int _isReading;
    private bool _isAtEnd;

    /// <summary>Whether the last message came compressed.</summary>
    public bool LastWasCompressed => parser.LastWasCompressed;

    /// <summary>Reads the one message of a call with a single request.</summary>
    /// <exception cref="RpcException">UNIMPLEMENTED: none or several were sent (gRPC's status table).</exception>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T> ReadOnlyOneAsync<T>(Marshaller<T> marshaller)
        where T : class
    {
        var message = await ReadNextAsync(marshaller, CancellationToken.None)
            ?? throw WireErrors.Of(StatusCode.Unimplemented, "The method takes one request message; none was sent.");
        if (!await IsAtEndAsync())
            throw WireErrors.Of(StatusCode.Unimplemented, "The method takes one request message; more were sent.");
        return message;
    }

    /// <summary>Reads the next message; null at the end.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<T?> ReadNextAsync<T>(Marshaller<T> marshaller, CancellationToken cancellationToken)
        where T : class
    {
        if (_isAtEnd)
            return null;
        if (Interlocked.Exchange(ref _isReading, 1) == 1)
            throw new InvalidOperationException("A stream can be read by one reader at a time.");
        try
        {
            while (true)
            {
                var result = await ReadAsync(cancellationToken);
                if (TryTake(result.Buffer, marshaller, out var message))
                {
                    call.NoteActivity();
                    return message;
                }

                if (!result.IsCompleted)
                    continue;
                _isAtEnd = true;
                return result.Buffer.IsEmpty ? null : throw WireErrors.IncompleteMessage();
            }
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<bool> IsAtEndAsync()
    {
        while (true)
        {
            var result = await ReadAsync(CancellationToken.None);
            var isEmpty = result.Buffer.IsEmpty;
            body.AdvanceTo(result.Buffer.Start);
            if (!isEmpty)
                return false;
            if (result.IsCompleted)
                return _isAtEnd = true;
        }
    }

    private bool TryTake<T>(in ReadOnlySequence<byte> buffer, Marshaller<T> marshaller, out T? message)
    {
        var consumed = buffer.Start;
        var examined = buffer.End;
        message = default;
        try
        {
            if (buffer.Length < FrameHeader.Size)
                return false;
            var header = FrameHeader.Parse(buffer, parser.MaxPayloadLength);
            if (buffer.Length - FrameHeader.Size < header.PayloadLength)
                return false;
            var payload = buffer.Slice(FrameHeader.Size, header.PayloadLength);
            message = parser.Parse(marshaller, header, payload);
            consumed = examined = payload.End;
            return true;
        }
        finally
        {
            body.AdvanceTo(consumed, examined);
        }
    }

    private ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken)
        => body.TryRead(out var result) && !result.IsCanceled
            ? ValueTask.FromResult(result)
            : WaitAsync(cancellationToken);

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<ReadResult> WaitAsync(CancellationToken cancellationToken)
    {
        call.BeginWaitForPeer();
        try
        {
            var result = await body.ReadAsync(cancellationToken);
            return result.IsCanceled ? throw new OperationCanceledException("The call has ended.") : result;
        }
        finally
        {
            call.EndWaitForPeer();
        }
    }
}
