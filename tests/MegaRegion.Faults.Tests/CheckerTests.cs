using Grpc.Net.Client;
using MegaRegion.Client.Reporting;
using MegaRegion.Domain.Flows;
using MegaRegion.Faults.Tests.Checking;
using MegaRegion.Faults.Tests.Load;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>Negative controls: the oracle must see each kind of broken promise.</summary>
public sealed class CheckerTests
{
    private static readonly ReportPlan Plan = new(seed: 7, ["hub:a", "hub:b"], DateTimeOffset.UnixEpoch.AddYears(50));

    [Fact]
    public void A_faithful_store_passes() =>
        LedgerCheck.Run(Plan, Promises(), Rows(), Totals(Rows())).ShouldBeEmpty();

    [Fact]
    public void A_report_that_was_stored_and_not_acknowledged_is_no_fault() =>
        LedgerCheck.Run(Plan, Promises()[1..], Rows(), Totals(Rows())).ShouldBeEmpty();

    [Fact]
    public void A_lost_report_is_seen() =>
        LedgerCheck.Run(Plan, Promises(), Rows()[..^1], Totals(Rows()[..^1])).ShouldHaveSingleItem().ShouldStartWith("I1");

    [Fact]
    public void A_doubled_report_is_seen()
    {
        var rows = (List<StoredReport>)[.. Rows(), Rows()[0] with { Offset = 7 }];

        LedgerCheck.Run(Plan, Promises(), rows, Totals(rows)).ShouldContain(fault => fault.StartsWith("I2"));
    }

    [Fact]
    public void A_changed_report_is_seen()
    {
        var rows = Rows();
        rows[2] = rows[2] with { Payload = Plan.PayloadOf("hub:b", 99) };

        LedgerCheck.Run(Plan, Promises(), rows, Totals(Rows())).ShouldHaveSingleItem().ShouldStartWith("I2");
    }

    [Fact]
    public void A_gap_in_a_source_is_seen()
    {
        var rows = Rows();
        rows.RemoveAt(0);

        LedgerCheck.Run(Plan, [], rows, Totals(rows)).ShouldHaveSingleItem().ShouldStartWith("I4");
    }

    [Fact]
    public void A_total_that_counts_a_report_twice_is_seen() =>
        LedgerCheck.Run(Plan, Promises(), Rows(), Totals([.. Rows(), Rows()[0]])).ShouldAllBe(fault => fault.StartsWith("I3"));

    [Fact]
    public async Task A_client_that_takes_sent_for_recorded_is_found_out_by_a_kill()
    {
        using var place = new ServerPlace();
        var server = await ServerProcess.StartAsync(place);
        using var channel = GrpcChannel.ForAddress(place.Grpc);
        var plan = new ReportPlan(seed: 7, await LoadPlaces.RegisterAsync(channel, 1), TimeProvider.System.GetUtcNow());
        var promised = await SendAndKillAsync(channel, plan, server);

        var faults = LedgerCheck.Run(
            plan, promised, await StoreReader.ReadAsync(place.Database), new Dictionary<Layer, long>());

        faults.ShouldContain(fault => fault.StartsWith("I1"));
    }

    // Counts every report as recorded when it is posted, and kills the server at the first true acknowledgement.
    private static async Task<List<Acknowledgement>> SendAndKillAsync(
        GrpcChannel channel, ReportPlan plan, ServerProcess server)
    {
        const int Reports = 5_000;
        var options = HubLoad.Patient with
        {
            Hub = plan.Hubs[0],
            MaxUnacknowledgedReports = Reports,
            DrainTimeout = TimeSpan.Zero,
        };
        var posted = new List<PostedReport>();
        await using (var client = new HubClient(channel, options))
        {
            for (var sequence = 1; sequence <= Reports; sequence++)
            {
                posted.Add(await client.PostAsync([.. plan.WireFlowsOf(options.Hub, sequence)]));
            }

            await posted[0].Durable;
            await server.KillAsync();
            await server.DisposeAsync();
        }

        foreach (var report in posted)
        {
            await report.Durable.ContinueWith(
                task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        return [.. Enumerable.Range(1, Reports).Select(sequence => new Acknowledgement(options.Hub, sequence, sequence))];
    }

    private static List<StoredReport> Rows() =>
        [.. Enumerable.Range(1, 6).Select(offset =>
        {
            var (hub, sequence) = (offset % 2 == 1 ? "hub:a" : "hub:b", (offset + 1) / 2);
            return new StoredReport(offset, hub, HubLoad.Producer, sequence, Plan.PayloadOf(hub, sequence));
        })];

    private static List<Acknowledgement> Promises() =>
        [.. Rows().Select(row => new Acknowledgement(row.Hub, row.Sequence, row.Offset))];

    private static Dictionary<Layer, long> Totals(IEnumerable<StoredReport> rows) =>
        rows.SelectMany(row => Plan.FlowsOf(row.Hub, row.Sequence))
            .GroupBy(flow => flow.Layer)
            .ToDictionary(flows => flows.Key, flows => flows.Sum(flow => flow.Quantity));
}
