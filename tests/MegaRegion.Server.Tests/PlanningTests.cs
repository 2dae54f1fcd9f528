using System.Globalization;
using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.DataSet;
using MegaRegion.DataSet.Models;
using MegaRegion.Scenarios.Comparing;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;
using MegaRegion.V1;

namespace MegaRegion.Server.Tests;

public sealed class PlanningTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly Lazy<ScenarioWorld> World = new(() => ScenarioWorldReader.Read(JapanDataSet.Load(DataSetLocator.Locate(null))));

    private readonly PlanningService.PlanningServiceClient _planning = new(fixture.Channel);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_problem_of_a_document_is_told_at_once_with_its_line()
    {
        const string Document = """
            scenario: Bad Name
            baseline: {observed: 2007}
            changes:
              - magic: {to: nagoya}
            """;
        var checkedOnly = await _planning.ValidateScenarioAsync(new ValidateScenarioRequest { Document = Document }, cancellationToken: Stop);
        var started = await _planning.StartRunAsync(new StartRunRequest { Document = Document }, cancellationToken: Stop);

        checkedOnly.Name.ShouldBe("");
        checkedOnly.Problems.Select(problem => problem.Line).ShouldBe([1, 2, 4]);
        checkedOnly.Problems.ShouldAllBe(problem => problem.Expected.Length > 0 && problem.Cure.Length > 0);
        checkedOnly.Problems[2].Expected.ShouldBe("'magic' is not a kind of change");
        checkedOnly.Problems[2].ExpectedJa.ShouldBe("「magic」という種類の施策はありません");
        checkedOnly.Problems[2].CureJa.ShouldNotBeEmpty();
        started.Run.ShouldBeNull();
        started.Problems.ShouldBe(checkedOnly.Problems);
    }

    [Fact]
    public async Task A_scenario_as_a_message_is_checked_and_run_like_its_text()
    {
        var text = Maglev("either-form", minutes: 44);
        var understood = (await _planning.ValidateScenarioAsync(new ValidateScenarioRequest { Document = text }, cancellationToken: Stop)).Scenario;
        understood.Changes.Single().Maglev.Minutes.ShouldBe(44);
        (await _planning.ValidateScenarioAsync(new ValidateScenarioRequest { Scenario = understood }, cancellationToken: Stop)).Scenario.ShouldBe(understood);
        var first = await _planning.StartRunAsync(new StartRunRequest { Document = text }, cancellationToken: Stop);
        var again = await _planning.StartRunAsync(new StartRunRequest { Scenario = understood }, cancellationToken: Stop);
        (again.Run.Id, again.Existed).ShouldBe((first.Run.Id, true));

        understood.Changes.Add(new ScenarioChange { Hub = new HubChange { Place = "jp:99" } });
        understood.Changes.Add(new ScenarioChange { AddLink = new AddLinkChange { LinkKind = LinkKind.Road, From = "X", To = "Y" } });
        var wrong = (await _planning.StartRunAsync(new StartRunRequest { Scenario = understood }, cancellationToken: Stop)).Problems;
        wrong.Select(problem => problem.Field).ShouldBe(
            ["changes[2].hub.place", "changes[3].add-link.minutes", "changes[3].add-link", "changes[3].add-link"], ignoreOrder: true);
        wrong.ShouldAllBe(problem => problem.Line == 0);

        foreach (var request in (StartRunRequest[])[new(), new() { Document = text, Scenario = understood }, new() { Document = text, Planner = new string('x', 61) }])
            (await RefusalOf(async () => await _planning.StartRunAsync(request, cancellationToken: Stop))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task A_run_on_the_server_gives_the_bytes_of_a_run_without_one()
    {
        var document = Maglev("same-bytes", minutes: 40);
        var stages = new List<Run>();
        var id = await StartAsync(document);
        using var watch = _planning.WatchRun(new WatchRunRequest { Run = id }, cancellationToken: Stop);
        await foreach (var seen in watch.ResponseStream.ReadAllAsync(Stop))
            stages.Add(seen.Run);

        stages[^1].Status.ShouldBe(RunStatus.Done);
        stages.Select(run => run.Fraction).ShouldBeInOrder();
        stages[^1].Headline.ShouldNotBeEmpty();
        var json = (await _planning.GetRunResultAsync(new GetRunResultRequest { Run = id }, cancellationToken: Stop)).Json;
        json.ToByteArray().ShouldBe(SolveHere(document));
        ScenarioJson.Read(json.Span).Id.ShouldBe(id);
    }

    [Fact]
    public async Task Equal_documents_are_solved_once_and_others_are_runs_of_their_own()
    {
        var first = await _planning.StartRunAsync(new StartRunRequest { Document = Maglev("twice", minutes: 40) }, cancellationToken: Stop);
        var again = await _planning.StartRunAsync(
            new StartRunRequest { Document = "# laid out otherwise\n" + Maglev("twice", minutes: 40) }, cancellationToken: Stop);
        var other = await _planning.StartRunAsync(new StartRunRequest { Document = Maglev("twice", minutes: 41) }, cancellationToken: Stop);
        (first.Existed, again.Existed, other.Existed).ShouldBe((false, true, false));
        again.Run.Id.ShouldBe(first.Run.Id);
        other.Run.Id.ShouldNotBe(first.Run.Id, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Pages_of_a_table_add_up_to_the_table()
    {
        var id = await StartAsync(Maglev("pages", minutes: 40));
        var run = await DoneAsync(id);
        run.Tables.ShouldContain("regions", StringComparer.Ordinal);
        var request = new GetRunTableRequest { Run = id, Table = "regions", Limit = 7 };
        var rows = new List<RunRow>();
        do
        {
            var page = await _planning.GetRunTableAsync(request, cancellationToken: Stop);
            page.Rows.Count.ShouldBeInRange(1, 7);
            page.Columns.Count.ShouldBe(page.Rows[0].Texts.Count + page.Rows[0].Numbers.Count);
            rows.AddRange(page.Rows);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        var whole = await _planning.GetRunTableAsync(new GetRunTableRequest { Run = id, Table = "regions" }, cancellationToken: Stop);
        rows.ShouldBe(whole.Rows);
        var unknown = await RefusalOf(async () => await _planning.GetRunTableAsync(new GetRunTableRequest { Run = id, Table = "nonsense" }));
        unknown.StatusCode.ShouldBe(StatusCode.InvalidArgument);
    }

    [Fact]
    public async Task Fifty_runs_take_their_turns_and_those_that_are_cancelled_leave_the_queue()
    {
        var ids = new List<string>();
        for (var k = 0; k < 50; k++)
            ids.Add(await StartAsync(Growth("queue-" + k.ToString(CultureInfo.InvariantCulture), 1 + ((k + 1) / 100.0))));
        var cancelled = ids.Where((_, k) => k % 5 == 4).ToList();
        foreach (var id in cancelled)
            await _planning.CancelRunAsync(new CancelRunRequest { Run = id }, cancellationToken: Stop);

        var ended = new List<Run>();
        foreach (var id in ids)
            ended.Add(await DoneAsync(id));

        // One that was solved before its turn to be cancelled came stays solved.
        var solved = ended.Where(run => run.Status == RunStatus.Done).ToList();
        ended.ShouldAllBe(run => run.Status == RunStatus.Done || (run.Status == RunStatus.Cancelled && cancelled.Contains(run.Id)));
        solved.Count.ShouldBeGreaterThanOrEqualTo(40);
        solved.Select(run => run.StartedAtMs).ShouldBeInOrder();
        solved.ShouldAllBe(run => run.Fraction == 1 && run.QueuedAtMs <= run.StartedAtMs && run.StartedAtMs <= run.EndedAtMs);
        ended[^1].Status.ShouldBe(RunStatus.Cancelled);
    }

    [Fact]
    public async Task A_run_can_start_from_another_run_or_says_why_not()
    {
        await DoneAsync(await StartAsync(Maglev("first", minutes: 40)));
        var second = await DoneAsync(await StartAsync("""
            scenario: second
            baseline: {run: first}
            changes:
              - maglev: {to: osaka, minutes: 67}
            solve: {gap: 1.0e-6}
            """));
        second.Status.ShouldBe(RunStatus.Done);
        var third = await DoneAsync(await StartAsync("""
            scenario: third
            baseline: {run: second}
            changes:
              - demand: {layer: people, factor: 1.01}
            solve: {gap: 1.0e-6}
            """));
        TripsOf(third).Before.ShouldBe(TripsOf(second).After, tolerance: 1e-5 * TripsOf(second).After);
        TripsOf(third).After.ShouldBeGreaterThan(TripsOf(third).Before);
        TripsOf(second).After.ShouldBeGreaterThan(TripsOf(second).Before * 1.0001);
        var missing = await _planning.StartRunAsync(
            new StartRunRequest { Document = "scenario: fourth\nbaseline: {run: nowhere}\n" }, cancellationToken: Stop);
        missing.Problems.Single().Field.ShouldBe("baseline.run");
        missing.Problems.Single().ExpectedJa.ShouldContain("「nowhere」");
    }

    [Fact]
    public async Task Two_runs_are_compared_as_without_a_server()
    {
        var (slow, fast) = (Maglev("slow", minutes: 50), Maglev("fast", minutes: 30));
        var (first, second) = (await StartAsync(slow), await StartAsync(fast));
        await DoneAsync(first);
        await DoneAsync(second);
        var there = await _planning.CompareRunsAsync(new CompareRunsRequest { First = first, Second = second }, cancellationToken: Stop);

        var here = RunComparison.Between(ScenarioJson.Read(SolveHere(slow)), ScenarioJson.Read(SolveHere(fast)));
        (there.First, there.Second, there.Floor).ShouldBe(("slow", "fast", RunComparison.DefaultFloor));
        there.Headline.Select(figure => (figure.Key, figure.Difference, figure.BeyondNoise)).ShouldBe(
            here.Headline.Select(figure => (figure.Key, figure.Difference, figure.IsBeyondNoise)));
        there.Headline.Single(figure => figure.Key is "people.rail").Difference.ShouldBeGreaterThan(0);
        there.Tables.Select(table => (table.Key, table.Rows.Count)).ShouldBe(here.Tables.Select(table => (table.Key, table.Rows.Count)));
        there.Explanation.Rows[0].Texts.ShouldBe(here.Explanation.Rows[0].Texts);
        there.Explanation.Rows[0].Numbers[2].ShouldBe(here.Explanation.Rows[0].Numbers[2]!.Value);

        var few = await _planning.CompareRunsAsync(new CompareRunsRequest { First = first, Second = first, Limit = 3 }, cancellationToken: Stop);
        few.Headline.ShouldAllBe(figure => figure.Difference == 0 && !figure.BeyondNoise);
        few.Tables.ShouldAllBe(table => table.Rows.Count == Math.Min(3, table.RowCount));
    }

    [Fact]
    public async Task A_comparison_needs_two_runs_that_are_done()
    {
        var id = await StartAsync(Maglev("alone", minutes: 40));
        var queued = await StartAsync(Growth("never", 1.5));
        await _planning.CancelRunAsync(new CancelRunRequest { Run = queued }, cancellationToken: Stop);
        await DoneAsync(id);
        (await CompareRefusalAsync(id, "0000")).ShouldBe((StatusCode.NotFound, ErrorCode.RunNotFound));
        (await CompareRefusalAsync("", id)).ShouldBe((StatusCode.InvalidArgument, ErrorCode.InvalidField));
        (await CompareRefusalAsync(id, id, floor: 2)).ShouldBe((StatusCode.InvalidArgument, ErrorCode.InvalidField));
        if ((await DoneAsync(queued)).Status == RunStatus.Cancelled)
            (await CompareRefusalAsync(id, queued)).ShouldBe((StatusCode.FailedPrecondition, ErrorCode.RunNotDone));
    }

    [Fact]
    public async Task Runs_that_are_deleted_are_gone()
    {
        var id = await StartAsync(Maglev("gone", minutes: 40));
        await _planning.DeleteRunAsync(new DeleteRunRequest { Run = id }, cancellationToken: Stop);
        (await _planning.ListRunsAsync(new ListRunsRequest(), cancellationToken: Stop)).Runs.ShouldNotContain(run => run.Id == id);
        (await RefusalOf(async () => await _planning.GetRunAsync(new GetRunRequest { Run = id }))).StatusCode.ShouldBe(StatusCode.NotFound);
        (await RefusalOf(async () => await _planning.DeleteRunAsync(new DeleteRunRequest { Run = id }))).StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task A_live_baseline_is_what_the_ledger_holds_at_its_position()
    {
        var flows = new FlowService.FlowServiceClient(fixture.Channel);
        await flows.SubmitReportAsync(Trips(sequence: 1, quantity: 700), cancellationToken: Stop);
        const string Document = """
            scenario: live
            baseline: {live: {from: 2024-03-01, until: 2024-03-10}}
            changes: []
            """;
        var run = await DoneAsync(await StartAsync(Document));
        await flows.SubmitReportAsync(Trips(sequence: 2, quantity: 1_000_000), cancellationToken: Stop);
        var later = await DoneAsync(await StartAsync(Document));

        run.Status.ShouldBe(RunStatus.Done);
        Figure(run, "people.trips").Before.ShouldBe(700 * 36.5, 1e-6);
        Figure(later, "people.trips").Before.ShouldBe(1_000_700 * 36.5, 1e-6);
        later.LivePosition.ShouldBe(run.LivePosition + 1);
        later.Id.ShouldNotBe(run.Id, StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_live_baseline_knows_hubs_that_were_registered_since()
    {
        var hub = new Place { Id = "hub:planned-later", Level = Level.Hub, Parent = "jp:01100", Kind = "coworking", NameJa = "後", NameEn = "later" };
        await new CatalogService.CatalogServiceClient(fixture.Channel).RegisterPlaceAsync(new RegisterPlaceRequest { Place = hub }, cancellationToken: Stop);
        var report = Trips(sequence: 1, quantity: 500);
        report.Hub = hub.Id;
        report.Report.Flows[0].Origin = hub.Id;
        report.Report.Flows[0].EventTimeMs = new DateTimeOffset(2023, 3, 5, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        await new FlowService.FlowServiceClient(fixture.Channel).SubmitReportAsync(report, cancellationToken: Stop);

        var run = await DoneAsync(await StartAsync("""
            scenario: live-hubs
            baseline: {live: {from: 2023-03-05, until: 2023-03-05}}
            changes: []
            """));

        Figure(run, "people.trips").Before.ShouldBe(500 * 365, 1e-6);
    }

    private static RunFigure Figure(Run run, string key) => run.Headline.Single(figure => figure.Key == key);

    private static string Maglev(string name, int minutes) => string.Create(CultureInfo.InvariantCulture, $$"""
        scenario: {{name}}
        changes:
          - maglev: {to: nagoya, minutes: {{minutes}}}
        solve: {gap: 1.0e-6}
        reports: [regions]
        """);

    private static string Growth(string name, double factor) => string.Create(CultureInfo.InvariantCulture, $$"""
        scenario: {{name}}
        changes:
          - demand: {layer: people, factor: {{factor}}}
        reports: [regions]
        """);

    private static SubmitReportRequest Trips(long sequence, long quantity) => new()
    {
        Hub = "hub:linkers",
        Producer = "planning",
        Report = new FlowReport
        {
            Sequence = sequence,
            Flows =
            {
                new Flow
                {
                    Origin = "jp:13",
                    Destination = "jp:27",
                    Layer = Layer.People,
                    Quantity = quantity,
                    EventTimeMs = new DateTimeOffset(2024, 3, 5, 9, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                },
            },
        },
    };

    private static byte[] SolveHere(string text)
    {
        var document = ScenarioReader.Read(text, World.Value).Value.ShouldNotBeNull();
        return ScenarioJson.Write(ScenarioRunner.Run(ScenarioModel.Calibrate(World.Value).Value, document, cancellation: Stop).Value.Result);
    }

    private async Task<(StatusCode Status, ErrorCode? Code)> CompareRefusalAsync(string first, string second, double floor = 0.1)
    {
        var refusal = await RefusalOf(async () => await _planning.CompareRunsAsync(
            new CompareRunsRequest { First = first, Second = second, Floor = floor }, cancellationToken: Stop));
        return (refusal.StatusCode, ErrorDetails.Find(refusal)?.Code);
    }

    private static RunFigure TripsOf(Run run) => run.Headline.Single(figure => figure.Key is "people.trips");

    private static async Task<RpcException> RefusalOf(Func<Task> call) => await Should.ThrowAsync<RpcException>(call);

    private async Task<string> StartAsync(string document)
    {
        var response = await _planning.StartRunAsync(new StartRunRequest { Document = document, Planner = "test" }, cancellationToken: Stop);
        response.Problems.ShouldBeEmpty();
        return response.Run.Id;
    }

    private async Task<Run> DoneAsync(string id)
    {
        using var watch = _planning.WatchRun(new WatchRunRequest { Run = id }, cancellationToken: Stop);
        var last = new Run();
        await foreach (var seen in watch.ResponseStream.ReadAllAsync(Stop))
            last = seen.Run;
        return last;
    }
}
