namespace Grpc.Core;

/// <summary>A stream of messages being sent. One write at a time.</summary>
public interface IAsyncStreamWriter<in T>
{
    /// <summary>How the messages that follow are written; null means the call's own options.</summary>
    WriteOptions? WriteOptions { get; set; }

    /// <summary>Sends one message; completes when the transport has taken it, which is the flow control.</summary>
    Task WriteAsync(T message);

    /// <summary>Sends one message unless cancelled before.</summary>
    Task WriteAsync(T message, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return WriteAsync(message);
        throw new NotSupportedException("This writer does not support cancellation of a single write.");
    }
}
