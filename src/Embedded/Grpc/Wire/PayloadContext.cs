using System.Buffers;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Shows a marshaller one received message in the transport's buffer; reused from message to message.</summary>
internal sealed class PayloadContext : DeserializationContext
{
    private ReadOnlySequence<byte> _payload;

    public override int PayloadLength => (int)_payload.Length;

    public override byte[] PayloadAsNewBuffer() => _payload.ToArray();

    public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => _payload;

    /// <summary>Parses a message.</summary>
    /// <exception cref="RpcException">INTERNAL: the bytes are not such a message (gRPC's status table).</exception>
    public T Parse<T>(Marshaller<T> marshaller, in ReadOnlySequence<byte> payload)
    {
        _payload = payload;
        try
        {
            return marshaller.ContextualDeserializer(this);
        }
        catch (Exception e) when (e is not RpcException)
        {
            throw WireErrors.Of(StatusCode.Internal, "A message cannot be parsed.", e);
        }
        finally
        {
            _payload = default;
        }
    }
}
