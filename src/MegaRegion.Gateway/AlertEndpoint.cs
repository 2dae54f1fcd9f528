using Grpc.Core;
using MegaRegion.Contracts.Alerts;
using MegaRegion.Gateway.Alerts;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Queries;
using MegaRegion.V1;
using Orleans;

namespace MegaRegion.Gateway;

/// <summary>AlertService on the wire.</summary>
internal sealed class AlertEndpoint(IGrainFactory grains, Gates gates, ServerStop stop) : AlertService.AlertServiceBase
{
    private IAlertGrain Alerts => grains.GetGrain<IAlertGrain>(IAlertGrain.Key);

    /// <inheritdoc/>
    public override async Task<PutAlertRuleResponse> PutAlertRule(PutAlertRuleRequest request, ServerCallContext context)
    {
        var reply = await Alerts.PutAsync(AlertMessages.FromWire(request.Rule ?? new AlertRule()));
        if (reply.Alert is null)
        {
            throw new ServiceErrorException(reply.Faults.Length > 0
                ? ServiceErrors.InvalidAlertRule([.. reply.Faults.Select(ToProblem)])
                : ServiceErrors.AlertRuleLimit());
        }

        return new PutAlertRuleResponse { Alert = AlertMessages.ToWire(reply.Alert), Existed = reply.Existed };
    }

    /// <inheritdoc/>
    public override async Task<ListAlertRulesResponse> ListAlertRules(ListAlertRulesRequest request, ServerCallContext context) =>
        new() { Rules = { (await Alerts.GetAsync()).Alerts.Select(alert => AlertMessages.ToWire(alert.Rule)) } };

    /// <inheritdoc/>
    public override async Task<DeleteAlertRuleResponse> DeleteAlertRule(DeleteAlertRuleRequest request, ServerCallContext context) =>
        await Alerts.DeleteAsync(request.Id)
            ? new DeleteAlertRuleResponse()
            : throw new ServiceErrorException(ServiceErrors.AlertRuleNotFound(request.Id));

    /// <inheritdoc/>
    public override async Task<ListAlertsResponse> ListAlerts(ListAlertsRequest request, ServerCallContext context)
    {
        foreach (var state in request.States)
        {
            if (state is < AlertState.Inactive or > AlertState.Resolved)
                throw Contract.Invalid("states", $"{(int)state} is not a state of an alert.", $"{(int)state} は警報の状態の値ではありません。");
        }

        var picture = await Alerts.GetAsync();
        var alerts = picture.Alerts.Select(AlertMessages.ToWire)
            .Where(alert => request.States.Count == 0 || request.States.Contains(alert.State));
        return new ListAlertsResponse { Alerts = { alerts }, EvaluatedAtMs = picture.EvaluatedAtMs };
    }

    /// <inheritdoc/>
    public override async Task WatchAlerts(
        WatchAlertsRequest request, IServerStreamWriter<WatchAlertsResponse> responseStream, ServerCallContext context)
    {
        using var admitted = gates.AlertWatches.Enter();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Token);
        var changes = new AlertChanges();
        try
        {
            var picture = await Alerts.GetAsync();
            while (true)
            {
                if (changes.Next(picture) is { } response)
                    await responseStream.WriteAsync(response, ended.Token);
                picture = await Alerts.WaitAsync(changes.Version).WaitAsync(ended.Token);
            }
        }
        catch (OperationCanceledException exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            throw new ServiceErrorException(ServiceErrors.ShuttingDown(), exception);
        }
    }

    private static FieldProblem ToProblem(AlertFaultMessage fault) =>
        new() { Field = fault.Field, Message = fault.Message, MessageJa = fault.MessageJa };
}
