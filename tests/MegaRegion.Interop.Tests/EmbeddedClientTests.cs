using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Interop.Tests;

/// <summary>The embedded client passes the 18 cases against a grpc-js server and against the embedded server.</summary>
public sealed class EmbeddedClientTests(NodeServer node) : IClassFixture<NodeServer>
{
    public static TheoryData<string> Cases => [.. InteropClient.CaseNames];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Case_passes_against_a_grpc_js_server(string name) => InteropClient.RunAsync(name, node.Plain, certificate: null);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Case_passes_against_a_grpc_js_server_with_tls(string name) => InteropClient.RunAsync(name, node.Tls, node.Certificate);

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Case_passes_against_the_embedded_server(string name)
    {
        await using var server = await InteropServer.StartAsync(certificate: null);
        await InteropClient.RunAsync(name, server.Address, certificate: null);
    }

    [Fact]
    public async Task A_server_with_another_certificate_is_refused()
    {
        using var other = TestCertificate.Create();
        var failure = await Should.ThrowAsync<Grpc.Core.RpcException>(
            () => InteropClient.RunAsync("empty_unary", node.Tls, other));
        failure.StatusCode.ShouldBe(Grpc.Core.StatusCode.Unavailable);
    }

    [Fact]
    public async Task Cases_fail_against_a_server_that_breaks_them()
    {
        await using var server = await InteropServer.StartAsync(
            certificate: null,
            builder => builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = 1000));
        var failure = await Should.ThrowAsync<Grpc.Core.RpcException>(
            () => InteropClient.RunAsync("large_unary", server.Address, certificate: null));
        failure.StatusCode.ShouldBe(Grpc.Core.StatusCode.ResourceExhausted);
    }
}
