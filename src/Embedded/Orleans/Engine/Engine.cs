using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>
/// One process's grains: catalogue, directory, calls, clock. A single timer drives everything that is not a call:
/// timeouts every sweep, idle collection every quantum.
/// </summary>
internal sealed class Engine : IDisposable
{
    private static readonly TimeSpan StopRound = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly ITimer _sweep;
    private long _nextCollection;

    public Engine(
        IServiceProvider services,
        IOptions<SiloMessagingOptions> messaging,
        IOptions<GrainCollectionOptions> collection,
        ILoggerFactory loggers,
        IEnumerable<IIncomingGrainCallFilter> incoming,
        IEnumerable<IOutgoingGrainCallFilter> outgoing)
    {
        Services = services;
        Messaging = messaging.Value;
        Collection = collection.Value;
        Log = new EngineLog(loggers.CreateLogger("Orleans.Runtime"));
        _time = services.GetService<TimeProvider>() ?? TimeProvider.System;
        Clock = new EngineClock(_time);
        Calls = new Calls(this, incoming, outgoing);
        Catalog = new GrainCatalog(this);
        Instruments = new EngineInstruments(_time, Catalog); // Whoever listens may read it at once.
        References = new References(this);
        GrainFactory = new GrainFactory(this);
        SweepMilliseconds = Math.Clamp((long)Messaging.ResponseTimeout.TotalMilliseconds / 20, 10, 250);
        _nextCollection = (long)Collection.CollectionQuantum.TotalMilliseconds;
        var period = TimeSpan.FromMilliseconds(SweepMilliseconds);
        _sweep = _time.CreateTimer(static state => ((Engine)state!).Sweep(), this, period, period);
    }

    public IServiceProvider Services { get; }

    public SiloMessagingOptions Messaging { get; }

    public GrainCollectionOptions Collection { get; }

    public EngineLog Log { get; }

    public EngineInstruments Instruments { get; }

    public EngineClock Clock { get; }

    public Calls Calls { get; }

    public GrainCatalog Catalog { get; }

    public References References { get; }

    public GrainFactory GrainFactory { get; }

    public TimeProvider Time => _time;

    public long SweepMilliseconds { get; }

    public bool IsStopped { get; private set; }

    public string SiloIdentity { get; } = $"{Environment.MachineName}:{Environment.ProcessId}";

    /// <summary>Cancelled after a time. Dispose it.</summary>
    public CancellationTokenSource TimeoutAfter(TimeSpan time) => new(time, _time);

    /// <summary>Calls back once after a time.</summary>
    public void After<TState>(TimeSpan time, TState state, Action<TState> action) => _ = Later(time, state, action);

    /// <summary>Ends activations that have not been used for the given time.</summary>
    public void CollectUnused(TimeSpan? age)
    {
        var now = Clock.Refresh();
        foreach (var grainClass in Catalog.Grains)
        {
            if ((age ?? grainClass.CollectionAge) is not { } limit || grainClass.CollectionAge is null)
                continue;
            foreach (var activation in grainClass.Directory.Activations)
                activation.DeactivateIfIdle(now - (long)limit.TotalMilliseconds);
        }
    }

    /// <summary>
    /// Deactivates all grains. Those that a deactivating grain calls may activate once more, so this goes round until
    /// none is left or the token is cancelled; after that every call is refused.
    /// </summary>
    public async Task StopAsync(CancellationToken token)
    {
        while (!token.IsCancellationRequested)
        {
            var activations = Catalog.Grains.SelectMany(grainClass => grainClass.Directory.Activations).ToArray();
            if (activations.Length == 0)
                break;
            foreach (var activation in activations)
                activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The host is stopping."));

            // Not longer than a round: one that is new since the look above may hold up those it was called by.
            await Task.WhenAll(activations.Select(activation => activation.Deactivated)).WaitAsync(StopRound, _time, token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        IsStopped = true;
        Calls.FailAll();
    }

    public void Dispose()
    {
        IsStopped = true;
        _sweep.Dispose();
        Instruments.Dispose();
    }

    private void Sweep()
    {
        var now = Clock.Refresh();
        Calls.Sweep(now);
        if (now < _nextCollection)
            return;
        _nextCollection = now + (long)Collection.CollectionQuantum.TotalMilliseconds;
        Instruments.Collected();
        CollectUnused(null);
    }

    private async Task Later<TState>(TimeSpan time, TState state, Action<TState> action)
    {
        await Task.Delay(time, _time).ConfigureAwait(false);
        action(state);
    }
}
