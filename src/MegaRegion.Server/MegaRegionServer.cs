using System.ComponentModel.DataAnnotations;
using MegaRegion.Grains.Hosting;
using MegaRegion.Server.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Server;

/// <summary>
/// A whole MegaRegion server in this process: store, engine, grains, gateway and telemetry. Signals are left to the
/// caller.
/// </summary>
public sealed class MegaRegionServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MegaRegionServer(WebApplication app) => _app = app;

    /// <summary>Where gRPC is served; known after <see cref="StartAsync"/>.</summary>
    public Uri GrpcAddress => Address(0);

    /// <summary>Where gRPC-Web, <c>/metrics</c> and <c>/health/*</c> are served; known after <see cref="StartAsync"/>.</summary>
    public Uri WebAddress => Address(1);

    /// <summary>The services of the host, for tests and for programs that carry a server inside.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>Puts a server together; nothing runs yet.</summary>
    /// <exception cref="ServerOptionsException">The options are refused; the message says why.</exception>
    public static MegaRegionServer Create(ServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var problems = new List<ValidationResult>();
        var grains = new GrainsOptions();
        options.Retention.ApplyTo(grains);
        Validator.TryValidateObject(options, new ValidationContext(options), problems, validateAllProperties: true);
        Validator.TryValidateObject(
            options.Retention, new ValidationContext(options.Retention), problems, validateAllProperties: true);
        Validator.TryValidateObject(grains, new ValidationContext(grains), problems, validateAllProperties: true);
        if (problems.Count > 0)
        {
            throw new ServerOptionsException(string.Join(' ', problems.Select(problem => problem.ErrorMessage)));
        }

        return new MegaRegionServer(Composition.Build(options));
    }

    /// <summary>Opens the store, recovers, and listens. Ready when the task completes.</summary>
    /// <exception cref="Storage.StoreStartupException">The store cannot be opened.</exception>
    /// <exception cref="IOException">A port is taken.</exception>
    public Task StartAsync(CancellationToken cancellationToken = default) => _app.StartAsync(cancellationToken);

    /// <summary>Waits until the caller's token is cancelled, or the server has to stop by itself.</summary>
    /// <returns>True when the server stops by itself: its store has failed.</returns>
    public async Task<bool> WaitForStopAsync(CancellationToken stop)
    {
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var byCaller = stop.Register(() => stopped.TrySetResult());
        await using var byItself = _app.Lifetime.ApplicationStopping.Register(() => stopped.TrySetResult());
        await stopped.Task;
        return !stop.IsCancellationRequested;
    }

    /// <summary>
    /// Drains: refuses new calls, ends streams, writes the hubs' state and closes the store, within
    /// <see cref="ServerOptions.DrainBudget"/>.
    /// </summary>
    public Task StopAsync() => _app.StopAsync(CancellationToken.None);

    /// <summary>Lets go of everything, also of a server that never became ready. Drains nothing.</summary>
    public ValueTask DisposeAsync()
    {
        // Told first that this is the end, background work ends in silence; otherwise the host reports it as failed.
        _app.Lifetime.StopApplication();
        return _app.DisposeAsync();
    }

    private Uri Address(int index)
    {
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses;
        return addresses is { Count: > 1 }
            ? new Uri(addresses.ElementAt(index))
            : throw new InvalidOperationException("The server has not started yet.");
    }
}
