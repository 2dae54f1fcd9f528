using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Bench.Rpc;

/// <summary>The server side of the RPC benchmark, which runs in a process of its own.</summary>
public static class RpcBenchServer
{
    /// <summary>The line that asks for processor ticks and allocated bytes, which are answered in one line.</summary>
    internal const string UsageQuestion = "usage";

    /// <summary>Serves on a free loopback port, prints the address, answers questions, and returns when the input ends.</summary>
    public static async Task RunAsync(TextReader input, TextWriter output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, static listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        await using var app = builder.Build();
        app.MapGrpcService<RpcBenchService>();
        await app.StartAsync(cancellationToken);
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        await WriteLineAsync(output, addresses.Single(), cancellationToken);
        while (await input.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line != UsageQuestion)
                continue;
            var usage = RpcUsage.OfThisProcess();
            var answer = string.Create(CultureInfo.InvariantCulture, $"{usage.ProcessorTime.Ticks} {usage.AllocatedBytes}");
            await WriteLineAsync(output, answer, cancellationToken);
        }

        await app.StopAsync(cancellationToken);
    }

    private static async Task WriteLineAsync(TextWriter output, string line, CancellationToken cancellationToken)
    {
        await output.WriteLineAsync(line.AsMemory(), cancellationToken);
        await output.FlushAsync(cancellationToken);
    }
}
