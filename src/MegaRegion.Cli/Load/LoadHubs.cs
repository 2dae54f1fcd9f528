using System.Globalization;
using Grpc.Net.Client;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Load;

/// <summary>The hubs of a load as gRPC clients: one stream each, many on a connection.</summary>
internal sealed class LoadHubs : IAsyncDisposable
{
    /// <summary>
    /// Reports that may wait for their acknowledgement over all hubs, about 200 MB of ten flows each. What is due beyond it is
    /// counted as failed: a load has no place to keep it.
    /// </summary>
    public const int MaxWaiting = 200_000;

    private const int OpenAtOnce = 64;

    private readonly GrpcChannel[] _channels;
    private readonly LoadHub[] _hubs;
    private LoadMeter _meter = new(TimeSpan.Zero);

    /// <summary>Makes the clients.</summary>
    /// <param name="target">The server.</param>
    /// <param name="seats">The hubs, registered.</param>
    /// <param name="connections">HTTP/2 connections that they share.</param>
    /// <param name="load">Name of the load, unique on the server.</param>
    public LoadHubs(Uri target, IReadOnlyList<HubSeat> seats, int connections, string load)
    {
        _channels = [.. Enumerable.Range(0, connections).Select(_ => GrpcChannel.ForAddress(target))];
        _hubs = [.. seats.Select((seat, i) => new LoadHub(seat, _channels[i % connections], load, MaxWaiting, reason => _meter.Cut(reason)))];
    }

    /// <summary>How many.</summary>
    public int Count => _hubs.Length;

    /// <summary>A hub.</summary>
    public LoadHub this[int index] => _hubs[index];

    /// <summary>What each producer knows to be in the ledger.</summary>
    public IReadOnlyList<ProducerTally> Tallies => [.. _hubs.SelectMany(hub => hub.Tallies)];

    /// <summary>A name that no earlier load on the server has.</summary>
    public static string NameOfLoad(TimeProvider time) =>
        string.Create(CultureInfo.InvariantCulture, $"load-{time.GetUtcNow().ToUnixTimeMilliseconds()}-{Environment.ProcessId}");

    /// <summary>Opens all streams, so that a load begins with them.</summary>
    /// <param name="patience">How long that may take.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="CliException">Some did not open.</exception>
    public async Task OpenAsync(TimeSpan patience, CancellationToken stop)
    {
        var opened = 0;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        over.CancelAfter(patience);
        try
        {
            await Parallel.ForEachAsync(_hubs, new ParallelOptions { MaxDegreeOfParallelism = OpenAtOnce, CancellationToken = over.Token }, async (hub, cancelled) =>
            {
                await hub.OpenAsync(cancelled);
                Interlocked.Increment(ref opened);
            });
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new CliException(
                ExitCode.Refused,
                $"{opened} of {_hubs.Length} streams opened within {patience.TotalSeconds:F0} s ({string.Join(", ", _meter.Cuts.Keys)}). A server takes 2,000 streams unless it is set up for more. Cure: fewer --hubs.");
        }
    }

    /// <summary>Tells a meter of cuts from now on.</summary>
    public void Use(LoadMeter meter) => Volatile.Write(ref _meter, meter);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_hubs.Select(hub => hub.DisposeAsync().AsTask()));
        Array.ForEach(_channels, channel => channel.Dispose());
    }
}
