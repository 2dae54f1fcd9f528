using Grpc.Core;
using Grpc.Net.Client;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Verifying;
using MegaRegion.Client.Errors;
using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>A server with the hubs of a load registered and their streams open.</summary>
internal sealed class LoadTarget : IAsyncDisposable
{
    private const int ListedDifferences = 20;
    private static readonly TimeSpan OpenPatience = TimeSpan.FromSeconds(60);

    private readonly Session _session;
    private readonly LoadSettings _settings;
    private readonly IReadOnlyList<LayerDemand> _demands;
    private readonly HubSeats _seats;
    private readonly GrpcChannel _channel;
    private readonly LoadHubs _hubs;
    private readonly TimeProvider _time;
    private LoadRun? _last;

    private LoadTarget(Session session, LoadSettings settings, IReadOnlyList<LayerDemand> demands, TimeProvider time)
    {
        (_session, _settings, _demands, _time) = (session, settings, demands, time);
        _seats = new HubSeats(demands, settings.Hubs);
        _channel = GrpcChannel.ForAddress(settings.Target);
        _hubs = new LoadHubs(settings.Target, _seats.All, settings.Connections, LoadHubs.NameOfLoad(time));
    }

    /// <summary>How many hubs report.</summary>
    public int HubCount => _hubs.Count;

    /// <summary>Where the journal ended before the load.</summary>
    public long HeadBefore { get; private set; }

    /// <summary>Registers what is missing and opens the streams.</summary>
    public static async Task<LoadTarget> PrepareAsync(
        Session session, LoadSettings settings, IReadOnlyList<LayerDemand> demands, TimeProvider time, CancellationToken stop)
    {
        var target = new LoadTarget(session, settings, demands, time);
        try
        {
            await LoadCatalogue.RegisterAsync(target._channel, target._seats.All, stop);
            await target._hubs.OpenAsync(OpenPatience, stop);
            target.HeadBefore = await LedgerProof.HeadAsync(target._channel, stop);
            return target;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unavailable && ErrorDetails.Find(exception) is null)
        {
            await target.DisposeAsync();
            throw new CliException(ExitCode.Unavailable, session.Words.Pick(
                $"No server answers at {settings.Target}. Start one with: megaregion serve", $"{settings.Target} にサーバーがありません。次で起動できます: megaregion serve"));
        }
        catch
        {
            await target.DisposeAsync();
            throw;
        }
    }

    /// <summary>Offers reports.</summary>
    /// <param name="shape">How many and when.</param>
    /// <param name="maxWaiting">With more waiting it ends early.</param>
    /// <param name="progress">Told every second.</param>
    /// <param name="stop">Ends it early.</param>
    /// <exception cref="CliException">Reports of the load before are still not acknowledged.</exception>
    public async Task<LoadFigures> RunAsync(LoadShape shape, long maxWaiting, Action<LoadSecond> progress, CancellationToken stop)
    {
        if (_last is not null && !await _last.DrainAsync(stop))
        {
            throw new CliException(ExitCode.Difference, _session.Words.Pick(
                $"The server did not recover: reports of the last step were not acknowledged within two times {_settings.Drain.TotalSeconds:F0} s.",
                $"サーバーが回復しません。直前の段階の報告が {_settings.Drain.TotalSeconds:F0} 秒の二倍待っても確定しませんでした。"));
        }

        _last = new LoadRun(_hubs, new LoadLimits(_settings.WarmUp, _settings.Drain, maxWaiting), _time);
        return await _last.RunAsync(new LoadSchedule(_demands, _seats, shape).Reports(), shape, progress, stop);
    }

    /// <summary>Compares what is known to be acknowledged with the server's journal.</summary>
    public Task<LedgerFinding> ProveAsync(CancellationToken stop) =>
        LedgerProof.CheckAsync(_channel, _hubs.Tallies, HeadBefore, _time, stop);

    /// <summary>Has the server recompute its totals.</summary>
    public Task<VerifyResult> VerifyAsync(CancellationToken stop) =>
        Verification.RunAsync(_session, new OperationsService.OperationsServiceClient(_channel), ListedDifferences, stop);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _hubs.DisposeAsync();
        _channel.Dispose();
    }
}
