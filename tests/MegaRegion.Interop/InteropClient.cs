using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;

namespace MegaRegion.Interop;

/// <summary>Runs the cases with the embedded client.</summary>
public static class InteropClient
{
    /// <summary>Names of the 18 cases.</summary>
    public static IReadOnlyList<string> CaseNames { get; } =
    [
        "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream",
        "cancel_after_begin", "cancel_after_first_response", "timeout_on_sleeping_server", "custom_metadata",
        "status_code_and_message", "special_status_message", "unimplemented_method", "unimplemented_service",
        "client_compressed_unary", "client_compressed_streaming", "server_compressed_unary", "server_compressed_streaming",
    ];

    /// <summary>Runs one case against a server; a server with TLS must show the given certificate.</summary>
    /// <exception cref="InteropFailure">The case did not go as its document says.</exception>
    public static async Task RunAsync(string caseName, Uri server, X509Certificate2? certificate)
    {
        using var sockets = GrpcChannel.CreateHandler(TimeProvider.System);
        if (certificate is not null)
        {
            sockets.SslOptions.RemoteCertificateValidationCallback =
                (_, shown, _, _) => string.Equals(shown?.GetCertHashString(), certificate.GetCertHashString(), StringComparison.Ordinal);
        }

        using var responses = new FrameFlagObserver(sockets);
        using var channel = GrpcChannel.ForAddress(server, new GrpcChannelOptions { HttpHandler = responses });
        var cases = new InteropCases(channel.CreateCallInvoker(), responses);
        await cases.ByName[caseName]();
    }
}
