using System.Diagnostics;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>A server as a process, with a store of its own.</summary>
internal sealed class ServeProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServeProcess(Process process, string grpc, string web)
    {
        _process = process;
        Grpc = grpc;
        Web = web;
    }

    /// <summary>The gRPC address.</summary>
    public string Grpc { get; }

    /// <summary>The address of gRPC-Web, metrics and health.</summary>
    public string Web { get; }

    /// <summary>Starts one and waits until it is ready.</summary>
    public static Task<ServeProcess> StartAsync(string store, params string[] arguments) =>
        StartAsync(store, new Dictionary<string, string>(StringComparer.Ordinal), arguments);

    /// <summary>Starts one with environment variables and waits until it is ready.</summary>
    public static async Task<ServeProcess> StartAsync(
        string store, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var process = CommandLine.Start(
            environment, ["serve", "--json", "--store", store, "--urls", "http://127.0.0.1:0", .. arguments]);
        var ready = await CommandLine.ReadJsonLineAsync(process);
        ready.GetProperty("state").GetString().ShouldBe("ready");
        return new ServeProcess(process, ready.GetProperty("grpc").GetString()!, ready.GetProperty("web").GetString()!);
    }

    /// <summary>kill -9; returns what was written to standard error before.</summary>
    public async Task<CommandResult> KillAsync()
    {
        _process.Kill();
        return await CommandLine.FinishAsync(_process);
    }

    /// <summary>Ctrl-C; returns the exit code and what was written to standard error.</summary>
    public async Task<CommandResult> StopAsync()
    {
        CommandLine.Signal(_process, CommandLine.Interrupt);
        return await CommandLine.FinishAsync(_process);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
