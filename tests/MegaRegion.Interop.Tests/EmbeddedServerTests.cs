using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Interop.Tests;

/// <summary>A grpc-js client passes the 18 cases against the embedded server, and Node's fetch passes those of gRPC-Web.</summary>
public sealed class EmbeddedServerTests
{
    [Fact]
    public async Task All_cases_pass_from_a_grpc_js_client()
    {
        await using var server = await InteropServer.StartAsync(certificate: null);
        var result = await NodeProcess.RunAsync("client.mjs", server.Address.Authority);
        result.ShouldHavePassed(InteropClient.CaseNames.Count);
    }

    [Fact]
    public async Task All_cases_pass_from_a_grpc_js_client_with_tls()
    {
        using var certificate = TestCertificate.Create();
        var certificateFile = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
            await using var server = await InteropServer.StartAsync(certificate);
            var result = await NodeProcess.RunAsync("client.mjs", server.Address.Authority, certificateFile);
            result.ShouldHavePassed(InteropClient.CaseNames.Count);
        }
        finally
        {
            File.Delete(certificateFile);
        }
    }

    [Fact]
    public async Task Grpc_web_passes_from_node()
    {
        await using var server = await InteropServer.StartAsync(certificate: null);
        var result = await NodeProcess.RunAsync("web.mjs", server.WebAddress.ToString());
        result.ShouldHavePassed(9);
    }

    [Fact]
    public async Task Grpc_over_http_1_is_told_to_upgrade()
    {
        await using var server = await InteropServer.StartAsync(certificate: null);
        using var http = new HttpClient();
        using var body = new ByteArrayContent([]);
        body.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        using var response = await http.PostAsync(new Uri(server.WebAddress, "grpc.testing.TestService/EmptyCall"), body);
        response.StatusCode.ShouldBe(HttpStatusCode.UpgradeRequired);
        response.Headers.Upgrade.ToString().ShouldBe("HTTP/2");
    }

    [Fact]
    public async Task The_grpc_js_client_notices_a_server_that_breaks_cases()
    {
        await using var server = await InteropServer.StartAsync(
            certificate: null,
            builder => builder.Services.AddGrpc(options => options.MaxReceiveMessageSize = 1000));
        var result = await NodeProcess.RunAsync("client.mjs", server.Address.Authority);
        result.Failed.ShouldContain(line => line.StartsWith("failed large_unary", StringComparison.Ordinal));
        result.ExitCode.ShouldBe(result.Failed.Count);
    }
}
