using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace MegaRegion.Interop.Tests;

/// <summary>The grpc-js test server, in plaintext and with TLS, shared by the cases of a test class.</summary>
public sealed class NodeServer : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("megaregion-interop-").FullName;
    private readonly List<Process> _processes = [];

    /// <summary>Where it serves without TLS.</summary>
    public Uri Plain { get; private set; } = null!;

    /// <summary>Where it serves with TLS.</summary>
    public Uri Tls { get; private set; } = null!;

    /// <summary>Its certificate.</summary>
    public X509Certificate2 Certificate { get; } = TestCertificate.Create();

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        var keyFile = Path.Combine(_folder, "key.pem");
        var certificateFile = Path.Combine(_folder, "certificate.pem");
        using (var key = Certificate.GetECDsaPrivateKey()!)
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        await File.WriteAllTextAsync(certificateFile, Certificate.ExportCertificatePem());
        Plain = new Uri("http://127.0.0.1:" + await StartAsync());
        Tls = new Uri("https://localhost:" + await StartAsync(keyFile, certificateFile));
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            process.StandardInput.Close();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> StartAsync(params string[] arguments)
    {
        var process = NodeProcess.Start("server.mjs", arguments);
        _processes.Add(process);
        if (await process.StandardOutput.ReadLineAsync() is { } port)
            return port;
        var reason = new StringBuilder("The grpc-js server did not start: ").Append(await process.StandardError.ReadToEndAsync());
        throw new InvalidOperationException(reason.ToString());
    }
}
