using MegaRegion.Contracts.Hubs;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Places;
using MegaRegion.Embedded.Orleans.Tests;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Hosting;
using MegaRegion.Grains.Queries;
using MegaRegion.Grains.Storage;
using MegaRegion.Grains.Verification;
using MegaRegion.Grains.Watch;
using MegaRegion.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;
using Orleans.Hosting;

namespace MegaRegion.Grains.Tests.Support;

/// <summary>A running platform on the small country, with a store and a clock that outlive a restart.</summary>
internal sealed class Country : IAsyncDisposable
{
    public const string Producer = "sensor";

    private readonly Action<GrainsOptions> _configure;
    private readonly Action<ISiloBuilder> _configureSilo;
    private IHost _host;

    private Country(Action<GrainsOptions>? configure, Action<ISiloBuilder>? configureSilo)
    {
        _configure = configure ?? (_ => { });
        _configureSilo = configureSilo ?? (_ => { });
        _host = Build();
    }

    public InMemoryStore Store { get; } = new();

    public ManualTime Time { get; } = new();

    public IGrainFactory Grains => Get<IGrainFactory>();

    public IFlowQueries Queries => Get<IFlowQueries>();

    public IFlowWatch Watch => Get<IFlowWatch>();

    public IPlaceCatalog Catalog => Get<IPlaceCatalog>();

    /// <summary>Noon of the clock's day: the usual event time.</summary>
    public EventTime Now => EventTime.From(Time.GetUtcNow());

    public static async Task<Country> StartAsync(
        Action<GrainsOptions>? configure = null, Action<ISiloBuilder>? configureSilo = null)
    {
        var country = new Country(configure, configureSilo);
        await country.Store.AddAsync(SmallCountry.Places, CancellationToken.None);
        await country._host.StartAsync();
        return country;
    }

    /// <summary>Ends every grain and starts anew on the same store.</summary>
    /// <param name="loseMemory">As after a crash: nothing is written on the way down.</param>
    public async Task RestartAsync(bool loseMemory = false)
    {
        var snapshots = Store.Snapshots.ToList();
        await _host.StopAsync();
        _host.Dispose();
        if (loseMemory)
        {
            Store.ForgetSnapshotsBut(snapshots);
        }

        _host = Build();
        await _host.StartAsync();
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public IHubGrain Hub(PlaceId hub) => Grains.GetGrain<IHubGrain>(hub.Value);

    public IRollUpGrain Place(string id) => Grains.GetGrain<IRollUpGrain>(id);

    public Flow Flow(PlaceId hub, string destination, long quantity = 1, Layer layer = Layer.People) =>
        new(hub, new PlaceId(destination), layer, quantity, Now);

    public static SubmittedReport Report(long sequence, params Flow[] flows) =>
        new(sequence, flows.Length, ReportCodec.Encode(flows));

    public Task<SubmitResult> SubmitAsync(PlaceId hub, params SubmittedReport[] reports) =>
        Hub(hub).SubmitAsync(new SubmitBatch(Producer, reports));

    /// <summary>Submits one report under the next sequence of the usual producer; it must be accepted.</summary>
    public async Task SubmitNextAsync(PlaceId hub, params Flow[] flows)
    {
        var sequence = await Hub(hub).GetNextSequenceAsync(Producer);
        (await SubmitAsync(hub, Report(sequence, flows))).Refusal.ShouldBe(SubmitRefusal.None);
    }

    public Task<VerificationResult> VerifyAsync() =>
        Get<ILedgerVerifier>().VerifyAsync(maxListed: 10, progress: null, CancellationToken.None);

    /// <summary>
    /// Lets time pass, a little at a time, until something is so; fails when it never is. Between two steps grains get
    /// many turns, so that the test's clock does not run ahead of the work.
    /// </summary>
    public async Task AdvanceUntilAsync(Func<Task<bool>> isSo, int steps = 400)
    {
        for (var step = 0; step < steps; step++)
        {
            for (var turn = 0; turn < 100; turn++)
            {
                if (await isSo())
                {
                    return;
                }

                await Hub(new("hub:idle")).GetNextSequenceAsync(Producer);
            }

            Time.Advance(TimeSpan.FromMilliseconds(50));
        }

        throw new TimeoutException($"It did not happen in {steps} steps of the test's clock.");
    }

    /// <summary>Brings every total up to date, and expects that all are right.</summary>
    public async Task SettleAsync()
    {
        var result = await VerifyAsync();
        result.Conclusive.ShouldBeTrue();
        result.Listed.ShouldBeEmpty();
        result.Differences.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }

    private IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton<IJournal>(Store);
        builder.Services.AddSingleton<IJournalPast>(Store.Past);
        builder.Services.AddSingleton<ISnapshotStore>(Store);
        builder.Services.AddSingleton<ICatalogStore>(Store);
        builder.Services.AddMegaRegionGrains(_configure);
        builder.UseOrleans(_configureSilo);
        return builder.Build();
    }
}
