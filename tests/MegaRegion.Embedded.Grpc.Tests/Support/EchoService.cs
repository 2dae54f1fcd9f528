using EmbeddedGrpcTests.Echo;
using Grpc.Core;

namespace EmbeddedGrpcTests.Support;

internal sealed class EchoService(EchoScript script) : Echoes.EchoesBase
{
    public override Task<Note> One(Note request, ServerCallContext context) => script.One(request, context);

    public override Task<Note> Collect(IAsyncStreamReader<Note> requestStream, ServerCallContext context)
        => script.Collect(requestStream, context);

    public override Task Expand(Note request, IServerStreamWriter<Note> responseStream, ServerCallContext context)
        => script.Expand(request, responseStream, context);

    public override Task Chat(
        IAsyncStreamReader<Note> requestStream,
        IServerStreamWriter<Note> responseStream,
        ServerCallContext context)
        => script.Chat(requestStream, responseStream, context);
}
