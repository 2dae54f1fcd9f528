using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller puts one message: either one array, or a buffer writer and then <see cref="Complete()"/>.</summary>
public abstract class SerializationContext
{
    /// <summary>Gives the whole message as an array, which the transport then owns.</summary>
    public virtual void Complete(byte[] payload) => throw new NotSupportedException();

    /// <summary>The writer for the message. Call <see cref="Complete()"/> when the message is written.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotSupportedException();

    /// <summary>Says in advance how many bytes the message has, which saves the transport a copy.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>The message is in the buffer writer.</summary>
    public virtual void Complete() => throw new NotSupportedException();
}
