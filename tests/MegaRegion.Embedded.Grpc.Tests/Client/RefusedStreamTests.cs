using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Client;

/// <summary>
/// Duplex calls that the server refuses at once. The refusal races with the opening of the request stream and with the
/// first message, so each test makes many such calls.
/// </summary>
public sealed class RefusedStreamTests
{
    private const int Rounds = 200;
    private const int CallsAtOnce = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly Status Refusal = new(StatusCode.ResourceExhausted, "refused");

    [Fact]
    public Task A_refusal_reaches_a_reader_whose_call_has_sent_nothing()
        => RefuseManyAsync(static (call, token) => Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(token)));

    [Fact]
    public Task A_refusal_reaches_the_writer_and_then_the_reader()
        => RefuseManyAsync(static async (call, token) =>
        {
            await WriteAsync(call, token);
            await WriteAsync(call, token);
            return await Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(token));
        });

    [Fact]
    public Task A_refusal_reaches_a_reader_beside_a_writer()
        => RefuseManyAsync(static async (call, token) =>
        {
            var reading = Should.ThrowAsync<RpcException>(() => call.ResponseStream.MoveNext(token));
            await WriteAsync(call, token);
            return await reading;
        });

    private static async Task RefuseManyAsync(Func<AsyncDuplexStreamingCall<Note, Note>, CancellationToken, Task<RpcException>> use)
    {
        // Kestrel tracks refused streams for a while and calls more than twice this limit an attack.
        await using var host = await EchoHost.StartAsync(services => services.Configure<KestrelServerOptions>(
            options => options.Limits.Http2.MaxStreamsPerConnection = Rounds * CallsAtOnce));
        host.Script.Chat = static (_, _, _) => throw new RpcException(Refusal);
        using var patience = new CancellationTokenSource(Patience);
        await Task.WhenAll(Enumerable.Range(0, CallsAtOnce).Select(async _ =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                using var call = host.Client.Chat(cancellationToken: patience.Token);
                (await use(call, patience.Token)).Status.ShouldBe(Refusal);
            }
        }));
    }

    /// <summary>Writes a message, which may go out before the refusal arrives; if not, the writer is told of the refusal.</summary>
    private static async Task WriteAsync(AsyncDuplexStreamingCall<Note, Note> call, CancellationToken cancellationToken)
    {
        try
        {
            await call.RequestStream.WriteAsync(new Note(), cancellationToken);
        }
        catch (RpcException failure)
        {
            failure.Status.ShouldBe(Refusal);
        }
    }
}
