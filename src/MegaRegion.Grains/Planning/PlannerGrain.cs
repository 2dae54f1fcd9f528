using MegaRegion.Contracts.Planning;
using MegaRegion.Grains.Storage;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Grains.Planning;

/// <inheritdoc cref="IPlannerGrain"/>
/// <remarks>
/// A run is written down here before it is started, so that none is forgotten; one that a crash kept from starting has no
/// record of its own, is not shown, and is started by the next request with its content. The reminder wakes runs whose process
/// died while others of the deployment live on; a server that starts wakes them at once (<see cref="RunWaker"/>).
/// </remarks>
internal sealed class PlannerGrain(
    [PersistentState("planner")] IPersistentState<PlannerRecord> record,
    ScenarioModels models,
    IJournal journal,
    IOptions<PlanningOptions> options) : Grain, IPlannerGrain, IRemindable
{
    private const string WakeReminder = "wake";
    private static readonly TimeSpan WakePeriod = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public async Task<CheckReply> CheckAsync(string document)
    {
        await models.LoadAsync();
        var read = ScenarioReader.Read(document, models.World);
        return new CheckReply(read.IsSound ? read.Value.Name : "", [.. read.Problems.Select(Problems.Of)]);
    }

    /// <inheritdoc/>
    public async Task<StartReply> StartAsync(string document, string planner)
    {
        await models.LoadAsync();
        var read = ScenarioReader.Read(document, models.World);
        if (!read.IsSound)
            return Refused([.. read.Problems.Select(Problems.Of)]);
        var (baseline, problem) = await FindBaselineAsync(read.Value.Baseline);
        if (problem is not null)
            return Refused([problem]);
        var order = new RunOrder(read.Value.Name, document, null, await PositionOfAsync(read.Value.Baseline, baseline), planner);
        if (baseline is not null)
            order = BaselineChain.Append(order, baseline);
        var id = IdOf(read.Value, order);
        var existed = record.State.Runs.Contains(id);
        if (!existed && record.State.Runs.Count >= options.Value.MaxRuns)
            return new StartReply(null, [], Existed: false, IsFull: true);
        if (!existed)
        {
            record.State.Runs.Add(id);
            await record.WriteStateAsync();
        }

        await this.RegisterOrUpdateReminder(WakeReminder, WakePeriod, WakePeriod);
        return new StartReply(await Run(id).StartAsync(order), [], existed, IsFull: false);
    }

    /// <inheritdoc/>
    public Task<string[]> ListAsync() => Task.FromResult<string[]>([.. Enumerable.Reverse(record.State.Runs)]);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(string run)
    {
        var existed = await Run(run).DeleteAsync();
        if (record.State.Runs.Remove(run))
            await record.WriteStateAsync();
        return existed;
    }

    /// <inheritdoc/>
    public async Task ResumeAsync()
    {
        var isAnyUnfinished = false;
        foreach (var id in record.State.Runs)
            isAnyUnfinished |= await Run(id).ResumeAsync() is { HasEnded: false };
        if (!isAnyUnfinished && await this.GetReminder(WakeReminder) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    /// <inheritdoc/>
    public Task ReceiveReminder(string reminderName, TickStatus status) => ResumeAsync();

    private IRunGrain Run(string id) => GrainFactory.GetGrain<IRunGrain>(id);

    private static StartReply Refused(ProblemMessage[] problems) => new(null, problems, Existed: false, IsFull: false);

    private async Task<(RunOrder? Order, ProblemMessage? Problem)> FindBaselineAsync(BaselineReference reference)
    {
        if (reference.Kind != BaselineKind.Run)
            return (null, null);
        foreach (var id in Enumerable.Reverse(record.State.Runs))
        {
            if (await Run(id).GetAsync() is not { } run || !(Same(id, reference.Run) || Same(run.Order.Name, reference.Run)))
                continue;
            return BaselineChain.LengthOf(run.Order) < BaselineChain.MaxLength
                ? (run.Order, null)
                : (null, BaselineProblem(
                    new(
                        $"expected at most {BaselineChain.MaxLength} runs one on the other, found more below '{reference.Run}'",
                        $"重ねられる計算は {BaselineChain.MaxLength} 件までですが、「{reference.Run}」の下にそれより多くあります"),
                    new("Put the changes of some of them into one scenario", "いくつかの計算の施策を 1 つのシナリオにまとめてください")));
        }

        return (null, BaselineProblem(
            new($"expected the name or id of a run, found '{reference.Run}'", $"計算の名前か ID が必要ですが、「{reference.Run}」が書かれています"),
            new("List the runs, or start that one first", "計算の一覧を確認するか、先にその計算を始めてください")));
    }

    private static ProblemMessage BaselineProblem(Bilingual expected, Bilingual cure) =>
        Problems.Of(new ScenarioProblem(0, "baseline.run", expected, cure));

    private async Task<long> PositionOfAsync(BaselineReference reference, RunOrder? baseline) => reference.Kind switch
    {
        BaselineKind.Live => (await journal.GetTotalsAsync(CancellationToken.None)).Head,
        _ => baseline?.LivePosition ?? 0,
    };

    // As the result will name itself: equal ids mean equal results.
    private string IdOf(ScenarioDocument document, RunOrder order)
    {
        var baseline = BaselineChain.Read(order, models.World)?.Value;
        var reference = baseline?.Baseline ?? document.Baseline;
        var name = reference.Kind == BaselineKind.Live ? BaselineFlows.LiveName(order.LivePosition) : ScenarioModel.DescriptionOf(reference.ObservedYear);
        return ScenarioJson.IdOf(document, baseline, models.World.Fingerprint + name);
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);
}
