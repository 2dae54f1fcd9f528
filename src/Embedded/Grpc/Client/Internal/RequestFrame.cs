using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>
/// The one request of a call as a frame in a pooled buffer. HTTP may still be sending it when the call has already
/// ended, so the buffer goes back to the pool only when the call is over and nobody sends.
/// </summary>
internal sealed class RequestFrame
{
    private readonly Lock _lock = new();
    private readonly PooledBuffer _buffer = new();
    private int _senders;
    private bool _isReleased;

    /// <summary>Where the frame is written before the call is sent.</summary>
    public PooledBuffer Buffer => _buffer;

    /// <summary>Sends the frame into a request stream.</summary>
    public async Task SendAsync(Stream stream, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isReleased, this);
            _senders++;
        }

        try
        {
            await stream.WriteAsync(_buffer.WrittenMemory, cancellationToken);
        }
        finally
        {
            lock (_lock)
            {
                _senders--;
                DisposeIfUnused();
            }
        }
    }

    /// <summary>The call is over.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _isReleased = true;
            DisposeIfUnused();
        }
    }

    private void DisposeIfUnused()
    {
        if (_isReleased && _senders == 0)
            _buffer.Dispose();
    }
}
