using System.Net;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>A request body of one message; each attempt of a call has one, all share the frame.</summary>
internal sealed class UnaryContent : HttpContent
{
    private readonly RequestFrame _frame;

    public UnaryContent(RequestFrame frame)
    {
        _frame = frame;
        Headers.TryAddWithoutValidation("Content-Type", GrpcHeaders.ContentType);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        => _frame.SendAsync(stream, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
        => _frame.SendAsync(stream, cancellationToken);

    protected override bool TryComputeLength(out long length)
    {
        // The length is known, but announcing it would cost a header for nothing: END_STREAM says the same.
        length = -1;
        return false;
    }
}
