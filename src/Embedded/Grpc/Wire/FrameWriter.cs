using System.Buffers;
using System.IO.Compression;
using Grpc.Core;
using Grpc.Net.Compression;

namespace Grpc.Wire;

/// <summary>
/// Writes messages as frames into a buffer writer. A marshaller that announces its length, as generated code does,
/// writes straight into the target; only a compressed message, or one of unknown length, passes a pooled buffer.
/// One per direction of a call; reused from message to message.
/// </summary>
internal sealed class FrameWriter(int? maxPayloadLength) : SerializationContext
{
    private enum Step
    {
        Idle,
        Started,
        Direct,
        Buffered,
        Done,
    }

    private IBufferWriter<byte> _target = null!;
    private PooledBuffer? _buffer;
    private Step _step;
    private bool _compress;

    /// <summary>The encoding for messages that are to be compressed; null for none.</summary>
    public ICompressionProvider? Encoding { get; set; }

    /// <summary>The level for <see cref="Encoding"/>; null for the provider's own.</summary>
    public CompressionLevel? Level { get; set; }

    /// <summary>
    /// Whether the last write failed after part of the frame was in the target, so that the stream cannot go on.
    /// </summary>
    public bool IsBroken { get; private set; }

    /// <summary>Writes one message as a frame.</summary>
    /// <exception cref="RpcException">RESOURCE_EXHAUSTED: the message is over the send limit.</exception>
    public void Write<T>(IBufferWriter<byte> target, Marshaller<T> marshaller, T message, bool allowCompression)
    {
        _target = target;
        _compress = allowCompression && Encoding is not null;
        _step = Step.Started;
        try
        {
            marshaller.ContextualSerializer(message, this);
            if (_step != Step.Done)
                throw new InvalidOperationException("The marshaller did not complete the message.");
        }
        catch when (_step == Step.Direct)
        {
            IsBroken = true;
            throw;
        }
        finally
        {
            _step = Step.Idle;
            _buffer?.Dispose();
            _buffer = null;
            _target = null!;
        }
    }

    public override void SetPayloadLength(int payloadLength)
    {
        if (_step != Step.Started)
            throw new InvalidOperationException("The length must be set before the message is written.");
        ThrowIfTooLarge(payloadLength);
        if (_compress)
            return;
        FrameHeader.Write(_target.GetSpan(FrameHeader.Size), isCompressed: false, payloadLength);
        _target.Advance(FrameHeader.Size);
        _step = Step.Direct;
    }

    public override IBufferWriter<byte> GetBufferWriter()
    {
        if (_step == Step.Direct)
            return _target;
        if (_step == Step.Started)
        {
            _buffer = new PooledBuffer();
            _step = Step.Buffered;
        }

        return _step == Step.Buffered ? _buffer! : throw new InvalidOperationException("No message is being written.");
    }

    public override void Complete()
    {
        switch (_step)
        {
            case Step.Direct:
                break;
            case Step.Buffered:
                WriteWhole(_buffer!.WrittenSpan);
                break;
            default:
                throw new InvalidOperationException("No message has been written.");
        }

        _step = Step.Done;
    }

    public override void Complete(byte[] payload)
    {
        ArgumentNullException.ThrowIfNull(payload);
        if (_step != Step.Started)
            throw new InvalidOperationException("The message was completed or begun before.");
        WriteWhole(payload);
        _step = Step.Done;
    }

    private void WriteWhole(ReadOnlySpan<byte> payload)
    {
        ThrowIfTooLarge(payload.Length);
        if (!_compress)
        {
            WriteFrame(payload, isCompressed: false);
            return;
        }

        using var compressed = new PooledBuffer();
        using (var sink = new PooledBufferStream(compressed))
        {
            using var encoder = Encoding!.CreateCompressionStream(sink, Level);
            encoder.Write(payload);
        }

        WriteFrame(compressed.WrittenSpan, isCompressed: true);
    }

    private void WriteFrame(ReadOnlySpan<byte> payload, bool isCompressed)
    {
        FrameHeader.Write(_target.GetSpan(FrameHeader.Size), isCompressed, payload.Length);
        _target.Advance(FrameHeader.Size);
        _target.Write(payload);
    }

    private void ThrowIfTooLarge(int payloadLength)
    {
        if (payloadLength > maxPayloadLength)
        {
            throw WireErrors.Of(
                StatusCode.ResourceExhausted,
                $"A message of {payloadLength} bytes is over the send limit of {maxPayloadLength} bytes.");
        }
    }
}
