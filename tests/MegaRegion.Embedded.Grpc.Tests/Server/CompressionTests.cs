using EmbeddedGrpcTests.Echo;
using EmbeddedGrpcTests.Support;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace EmbeddedGrpcTests.Server;

public sealed class CompressionTests
{
    private static readonly byte[] Request = RawCall.Frame(new Note { Text = new string('x', 10_000) });

    [Theory]
    [InlineData("gzip", 1)]
    [InlineData("deflate, gzip", 1)]
    [InlineData("identity,deflate", 0)]
    [InlineData("", 0)]
    public async Task A_response_is_compressed_only_for_a_client_that_accepts_it(string accepted, byte flag)
    {
        await using var host = await EchoHost.StartAsync(services => services.AddGrpc(o => o.ResponseCompressionAlgorithm = "gzip"));
        var answer = await host.CallAsync(Request, RawCall.OnePath, ("grpc-accept-encoding", accepted));
        answer.Body[0].ShouldBe(flag);
        (answer.Body.Length < 1_000).ShouldBe(flag == 1);
    }

    [Fact]
    public async Task A_message_can_be_left_uncompressed()
    {
        await using var host = await EchoHost.StartAsync(services => services.AddGrpc(o => o.ResponseCompressionAlgorithm = "gzip"));
        host.Script.One = static (note, context) =>
        {
            context.WriteOptions = new WriteOptions(WriteFlags.NoCompress);
            return Task.FromResult(note);
        };
        (await host.CallAsync(Request, RawCall.OnePath, ("grpc-accept-encoding", "gzip"))).Body[0].ShouldBe((byte)0);
    }

    [Fact]
    public async Task A_response_encoding_without_a_provider_fails_at_start()
    {
        var failure = await Should.ThrowAsync<InvalidOperationException>(
            () => EchoHost.StartAsync(services => services.AddGrpc(o => o.ResponseCompressionAlgorithm = "brotli")));
        failure.Message.ShouldContain("brotli");
    }
}
