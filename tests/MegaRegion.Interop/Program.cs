using System.Security.Cryptography.X509Certificates;
using MegaRegion.Interop;

// megaregion-interop server [--tls CERTIFICATE.pem]       serves; prints "ADDRESS WEB-ADDRESS"; stops with Ctrl-C
// megaregion-interop client ADDRESS [--tls CERTIFICATE.pem]  runs the 18 cases; exit code: number that failed
var tlsFile = args is [.., "--tls", var file] ? file : null;
switch (args)
{
    case ["server", ..]:
        using (var certificate = tlsFile is null ? null : TestCertificate.Create())
        {
            if (certificate is not null)
                await File.WriteAllTextAsync(tlsFile!, certificate.ExportCertificatePem());
            await using var server = await InteropServer.StartAsync(certificate);
            Console.WriteLine($"{server.Address} {server.WebAddress}");
            await server.WaitForShutdownAsync();
        }

        return 0;
    case ["client", var address, ..]:
        using (var certificate = tlsFile is null ? null : X509CertificateLoader.LoadCertificateFromFile(tlsFile))
        {
            var failures = 0;
            foreach (var name in InteropClient.CaseNames)
                failures += await RunAsync(name, new Uri(address), certificate) ? 0 : 1;
            return failures;
        }

    default:
        await Console.Error.WriteLineAsync("usage: server [--tls FILE] | client ADDRESS [--tls FILE]");
        return 64;
}

static async Task<bool> RunAsync(string name, Uri address, X509Certificate2? certificate)
{
    try
    {
        await InteropClient.RunAsync(name, address, certificate);
        Console.WriteLine($"passed {name}");
        return true;
    }
    catch (Exception e)
    {
        Console.WriteLine($"failed {name}: {e.Message}");
        return false;
    }
}
