using System.IO.Pipelines;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>
/// Writes response messages into the response body's own buffers. One write at a time; the call's gate keeps a
/// deadline that passes meanwhile from touching the same buffers.
/// </summary>
internal sealed class ResponseWriter(ServerCall call, HttpResponse response, FrameWriter frames)
{
    /// <summary>Whether a message was cut off in the middle, so that no trailers can follow.</summary>
    public bool IsBroken => frames.IsBroken;

    /// <summary>Writes the one message of a call with a single response; it leaves together with the trailers.</summary>
    public ValueTask WriteLastAsync<T>(Marshaller<T> marshaller, T? message)
        where T : class
    {
        if (message is null)
            throw WireErrors.Of(StatusCode.Internal, "The handler returned no message.");
        if (!call.TryEnterLastWrite())
            return ValueTask.CompletedTask;
        if (!response.HasStarted)
            return StartAndWriteLastAsync(marshaller, message);
        Put(marshaller, message);
        return ValueTask.CompletedTask;
    }

    /// <summary>Writes one message of a stream, and sends it unless the options say it may wait.</summary>
    public async Task WriteAsync<T>(Marshaller<T> marshaller, T message, CancellationToken cancellationToken)
        where T : class
    {
        call.EnterWrite();
        try
        {
            if (!response.HasStarted)
                await response.StartAsync(cancellationToken);
            frames.Write(response.BodyWriter, marshaller, message, AllowsCompression);
            if ((call.WriteOptions?.Flags & WriteFlags.BufferHint) != WriteFlags.BufferHint)
                await FlushAsync(cancellationToken);
        }
        finally
        {
            await call.ExitWriteAsync();
        }

        call.NoteActivity();
    }

    private bool AllowsCompression => (call.WriteOptions?.Flags & WriteFlags.NoCompress) != WriteFlags.NoCompress;

    private async ValueTask StartAndWriteLastAsync<T>(Marshaller<T> marshaller, T message)
        where T : class
    {
        await response.StartAsync();
        Put(marshaller, message);
    }

    private void Put<T>(Marshaller<T> marshaller, T message)
        where T : class
        => frames.Write(response.BodyWriter, marshaller, message, AllowsCompression);

    private ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken)
    {
        var flush = response.BodyWriter.FlushAsync(cancellationToken);
        return flush.IsCompletedSuccessfully ? flush : WaitAsync(flush);
    }

    private async ValueTask<FlushResult> WaitAsync(ValueTask<FlushResult> flush)
    {
        call.BeginWaitForPeer();
        try
        {
            return await flush;
        }
        finally
        {
            call.EndWaitForPeer();
        }
    }
}
