using Google.Protobuf;
using Grpc.Core;
using MegaRegion.Contracts.Planning;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Planning;
using MegaRegion.Gateway.Queries;
using MegaRegion.Scenarios.Comparing;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.V1;
using Orleans;

namespace MegaRegion.Gateway;

/// <summary>PlanningService on the wire.</summary>
internal sealed class PlanningEndpoint(IGrainFactory grains, Gates gates) : PlanningService.PlanningServiceBase
{
    private const int MaxId = 64;
    private const int MaxPlanner = 60;
    private const int DefaultRows = 1_000;
    private const int MaxRows = 10_000;

    private IPlannerGrain Planner => grains.GetGrain<IPlannerGrain>(IPlannerGrain.Key);

    /// <inheritdoc/>
    public override async Task<ValidateScenarioResponse> ValidateScenario(ValidateScenarioRequest request, ServerCallContext context)
    {
        var source = ScenarioSource.Of(request.Document, request.Scenario);
        var reply = await Planner.CheckAsync(source.Text);
        var response = new ValidateScenarioResponse { Name = reply.Name };
        response.Problems.Add(source.ToWire(reply.Problems));
        if (reply.Problems.Length == 0)
            response.Scenario = ScenarioMessages.Of(ScenarioReader.ReadForm(source.Text).Value!);
        return response;
    }

    /// <inheritdoc/>
    public override async Task<StartRunResponse> StartRun(StartRunRequest request, ServerCallContext context)
    {
        var source = ScenarioSource.Of(request.Document, request.Scenario);
        var reply = await Planner.StartAsync(source.Text, CheckedPlanner(request.Planner));
        if (reply.IsFull)
        {
            throw new ServiceErrorException(ServiceErrors.Overloaded(
                "As many runs are kept as may be. Delete some first.", "保存できる計算の数に達しています。不要な計算を削除してください。"));
        }

        var response = new StartRunResponse { Existed = reply.Existed };
        response.Problems.Add(source.ToWire(reply.Problems));
        if (reply.Run is { } run)
            response.Run = await WithSummaryAsync(run);
        return response;
    }

    /// <inheritdoc/>
    public override async Task<GetRunResponse> GetRun(GetRunRequest request, ServerCallContext context) =>
        new() { Run = await WithSummaryAsync(Found(await RunOf(request.Run).GetAsync(), request.Run)) };

    /// <inheritdoc/>
    public override async Task<ListRunsResponse> ListRuns(ListRunsRequest request, ServerCallContext context)
    {
        var response = new ListRunsResponse();
        foreach (var id in await Planner.ListAsync())
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            if (await RunOf(id).GetAsync() is { } run)
                response.Runs.Add(RunMessages.ToWire(run, summary: null));
        }

        return response;
    }

    /// <inheritdoc/>
    public override async Task WatchRun(
        WatchRunRequest request, IServerStreamWriter<WatchRunResponse> responseStream, ServerCallContext context)
    {
        using var admitted = gates.RunWatches.Enter();
        var grain = RunOf(request.Run);
        var run = Found(await grain.GetAsync(), request.Run);
        await responseStream.WriteAsync(new WatchRunResponse { Run = await WithSummaryAsync(run) }, context.CancellationToken);
        while (!run.HasEnded)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            var next = Found(await grain.WaitAsync(run.Version), request.Run);
            if (next.Version == run.Version)
                continue;
            run = next;
            await responseStream.WriteAsync(new WatchRunResponse { Run = await WithSummaryAsync(run) }, context.CancellationToken);
        }
    }

    /// <inheritdoc/>
    public override async Task<CancelRunResponse> CancelRun(CancelRunRequest request, ServerCallContext context) =>
        new() { Run = await WithSummaryAsync(Found(await RunOf(request.Run).CancelAsync(), request.Run)) };

    /// <inheritdoc/>
    public override async Task<DeleteRunResponse> DeleteRun(DeleteRunRequest request, ServerCallContext context) =>
        await Planner.DeleteAsync(CheckedId(request.Run))
            ? new DeleteRunResponse()
            : throw new ServiceErrorException(ServiceErrors.RunNotFound(request.Run));

    /// <inheritdoc/>
    public override async Task<GetRunTableResponse> GetRunTable(GetRunTableRequest request, ServerCallContext context)
    {
        var rows = Contract.CountOf(request.Limit, DefaultRows, MaxRows, "limit");
        var fingerprint = PageToken.FingerprintOf(new GetRunTableRequest { Run = request.Run, Table = request.Table });
        var first = FirstRow(request.PageToken, fingerprint);
        var grain = RunOf(request.Run);
        var page = await grain.GetTableAsync(request.Table, first, rows) ?? throw await WithoutResultAsync(grain, request.Run);
        if (page.Key.Length == 0)
            throw Contract.Invalid("table", "The result has no table of this name. Run.tables lists them.", "この名前の表は結果にありません。Run.tables を参照してください。");
        var response = RunMessages.ToWire(page);
        if (first + page.Rows.Length < page.RowCount)
            response.NextPageToken = new PageToken((ulong)(first + page.Rows.Length), 0).ToText(fingerprint);
        return response;
    }

    /// <inheritdoc/>
    public override async Task<GetRunResultResponse> GetRunResult(GetRunResultRequest request, ServerCallContext context)
    {
        var grain = RunOf(request.Run);
        var result = await grain.GetResultAsync() ?? throw await WithoutResultAsync(grain, request.Run);
        return new GetRunResultResponse { Json = UnsafeByteOperations.UnsafeWrap(result.Json) };
    }

    /// <inheritdoc/>
    public override async Task<CompareRunsResponse> CompareRuns(CompareRunsRequest request, ServerCallContext context)
    {
        var rows = Contract.CountOf(request.Limit, DefaultRows, MaxRows, "limit");
        var floor = request.HasFloor ? request.Floor : RunComparison.DefaultFloor;
        if (!(floor is >= 0 and <= 1))
            throw Contract.Invalid("floor", "The floor is a part: 0 to 1.", "下限は 0〜1 の割合です。");
        var first = await ResultOfAsync(request.First, "first");
        var second = await ResultOfAsync(request.Second, "second");
        return ComparisonMessages.ToWire(RunComparison.Between(first, second, floor), rows);
    }

    private async Task<ScenarioResult> ResultOfAsync(string id, string field)
    {
        var grain = grains.GetGrain<IRunGrain>(CheckedId(id, field));
        return ScenarioJson.Read((await grain.GetResultAsync() ?? throw await WithoutResultAsync(grain, id)).Json);
    }

    private IRunGrain RunOf(string id) => grains.GetGrain<IRunGrain>(CheckedId(id));

    private async Task<Run> WithSummaryAsync(RunView run) => RunMessages.ToWire(
        run, run.Status == Contracts.Planning.RunStatus.Done ? await RunOf(run.Id).GetSummaryAsync() : null);

    private static RunView Found(RunView? run, string id) => run ?? throw new ServiceErrorException(ServiceErrors.RunNotFound(id));

    private static async Task<ServiceErrorException> WithoutResultAsync(IRunGrain grain, string id)
    {
        _ = Found(await grain.GetAsync(), id);
        return new ServiceErrorException(ServiceErrors.RunNotDone());
    }

    private static string CheckedId(string id, string field = "run") => id.Length is > 0 and <= MaxId
        ? id
        : throw Contract.Invalid(field, "The id of a run is required.", "計算の ID が必要です。");

    private static string CheckedPlanner(string planner) => planner.Length <= MaxPlanner
        ? planner
        : throw Contract.Invalid("planner", $"A planner's name has at most {MaxPlanner} characters.", $"計画者の名前は {MaxPlanner} 文字までです。");

    private static int FirstRow(string token, byte[] fingerprint)
    {
        if (token.Length == 0)
            return 0;
        return PageToken.TryParse(token, fingerprint, out var after) && after.Value.First <= int.MaxValue
            ? (int)after.Value.First
            : throw new ServiceErrorException(ServiceErrors.InvalidPageToken());
    }
}
