using Grpc.Net.Client;
using MegaRegion.Cli.Load;
using MegaRegion.Cli.Running;
using MegaRegion.Server;
using MegaRegion.V1;

namespace MegaRegion.Cli.Tests.Load;

/// <summary>The proof must fail when an acknowledged report is not in the ledger; and a load must not wait for its server.</summary>
public sealed class LedgerProofTests : IAsyncLifetime
{
    private static readonly IReadOnlyList<LayerDemand> Demands = LayerDemand.Of(SmallRun.Result);

    private readonly string _folder = Directory.CreateTempSubdirectory("megaregion-proof-").FullName;
    private readonly HubSeats _seats = new(Demands, 4);
    private MegaRegionServer _server = null!;
    private GrpcChannel _channel = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = MegaRegionServer.Create(new ServerOptions
        {
            Grpc = new Uri("http://127.0.0.1:0"),
            Web = new Uri("http://127.0.0.1:0"),
            StorePath = _folder,
        });
        await _server.StartAsync(Stop);
        _channel = GrpcChannel.ForAddress(_server.GrpcAddress);
        await LoadCatalogue.RegisterAsync(_channel, _seats.All, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.StopAsync();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_report_or_a_quantity_that_the_ledger_does_not_have_is_found()
    {
        await using var hubs = new LoadHubs(_server.GrpcAddress, _seats.All, connections: 1, "load-proof");
        var figures = await RunAsync(hubs, Stop);
        figures.IsLossless.ShouldBeTrue();
        var tallies = hubs.Tallies;
        (await LedgerProof.CheckAsync(_channel, tallies, 0, TimeProvider.System, Stop)).Differences.ShouldBe(0);

        tallies[0].Add(Layer.People, 10, 10);
        var lost = await LedgerProof.CheckAsync(_channel, tallies, 0, TimeProvider.System, Stop);
        (lost.Acknowledged - lost.Found, lost.Differences).ShouldBe((1, 1));
        lost.Listed.Single().ShouldStartWith(tallies[0].Hub);

        var changed = new ProducerTally(tallies[1].Hub, tallies[1].Producer);
        for (var report = 0; report < tallies[1].Reports; report++)
            changed.Add(Layer.Money, 10, 1);
        (await LedgerProof.CheckAsync(_channel, [changed], 0, TimeProvider.System, Stop)).Differences.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_ledger_has_beyond_the_acknowledgements_is_no_difference()
    {
        await using var hubs = new LoadHubs(_server.GrpcAddress, _seats.All, connections: 1, "load-beyond");
        await RunAsync(hubs, Stop);
        var known = hubs.Tallies[0];
        var finding = await LedgerProof.CheckAsync(_channel, [new ProducerTally(known.Hub, known.Producer)], 0, TimeProvider.System, Stop);
        (finding.Found, finding.Unacknowledged, finding.Differences).ShouldBe((0, known.Reports, 0));
    }

    [Fact]
    public async Task Hubs_that_are_registered_are_not_registered_again() =>
        (await LoadCatalogue.RegisterAsync(_channel, new HubSeats(Demands, 6).All, Stop)).ShouldBe(2);

    [Fact]
    public async Task Refusals_are_counted_by_reason_and_the_hub_goes_on()
    {
        // Hubs that nobody registered.
        HubSeat[] unknown = [.. _seats.All.Select(seat => seat with { Id = seat.Id + "-unknown" })];
        await using var hubs = new LoadHubs(_server.GrpcAddress, unknown, connections: 1, "load-refused");
        var figures = await RunAsync(hubs, Stop);
        figures.IsLossless.ShouldBeFalse();
        figures.Acknowledged.ShouldBe(0);
        (figures.Refused.Values.Sum() + figures.Failed.Values.Sum()).ShouldBe(figures.Offered);
        figures.Failed.Keys.Concat(figures.Refused.Keys).ShouldAllBe(reason => reason.EndsWith("UnknownHub", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_schedule_goes_on_when_nobody_answers()
    {
        await using var hubs = new LoadHubs(new Uri("http://127.0.0.1:1"), _seats.All, connections: 1, "load-nobody");
        var figures = await RunAsync(hubs, Stop, drainSeconds: 0.1);
        figures.Offered.ShouldBe(Schedule().Reports().Count());
        figures.Unacknowledged.ShouldBe(figures.Offered);
        figures.IsLossless.ShouldBeFalse();
        figures.Ended.ShouldBe(LoadFigures.BySchedule);
    }

    [Fact]
    public async Task Streams_that_do_not_open_are_told_instead_of_waited_for()
    {
        await using var hubs = new LoadHubs(new Uri("http://127.0.0.1:1"), _seats.All, connections: 1, "load-closed");
        var failure = await Should.ThrowAsync<CliException>(hubs.OpenAsync(TimeSpan.FromSeconds(0.3), Stop));
        failure.ExitCode.ShouldBe(ExitCode.Refused);
        failure.Message.ShouldStartWith("0 of 4 streams");
    }

    [Fact]
    public async Task A_stop_ends_a_load_with_what_it_came_to()
    {
        await using var hubs = new LoadHubs(_server.GrpcAddress, _seats.All, connections: 1, "load-stop");
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var figures = await RunAsync(hubs, stop.Token);
        (figures.Ended, figures.Offered).ShouldBe((LoadFigures.BySignal, 0));
    }

    private static LoadShape Shape { get; } = LoadShape.AtRate(Demands, 200, DateTimeOffset.UtcNow.AddHours(-1), TimeSpan.FromSeconds(0.4), 10, seed: 2);

    private LoadSchedule Schedule() => new(Demands, _seats, Shape);

    // A busy machine has all the time it needs; where nobody answers, waiting is in vain.
    private Task<LoadFigures> RunAsync(LoadHubs hubs, CancellationToken stop, double drainSeconds = 60) =>
        new LoadRun(hubs, new LoadLimits(TimeSpan.Zero, TimeSpan.FromSeconds(drainSeconds)), TimeProvider.System)
            .RunAsync(Schedule().Reports(), Shape, _ => { }, stop);
}
