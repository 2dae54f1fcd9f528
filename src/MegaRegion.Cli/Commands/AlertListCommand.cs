using System.CommandLine;
using MegaRegion.Cli.Alerts;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion alert list</c>: every rule's alert as it stands.</summary>
internal static class AlertListCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var states = new Option<string[]>("--state")
        {
            Description = "Only alerts in this state; may be repeated. この状態だけ",
        }.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. EnumWords<AlertState>.Values.Keys]);
        var command = new Command("list", "List alerts as they stand. 警報の一覧") { states };
        command.SetSessionAction(async (session, stop) =>
        {
            var alerts = new AlertService.AlertServiceClient(session.Channel);
            var request = new ListAlertsRequest { States = { (session.Arguments.GetValue(states) ?? []).Select(word => EnumWords<AlertState>.Values[word]) } };
            var response = await alerts.ListAlertsAsync(request, cancellationToken: stop);
            if (session.IsJson)
                Json.Write(new { evaluatedAt = AlertJson.TimeOf(response.EvaluatedAtMs), alerts = response.Alerts.Select(AlertJson.From) });
            else
                Show(session, response);
            return ExitCode.Ok;
        });
        return command;
    }

    private static void Show(Session session, ListAlertsResponse response)
    {
        var words = new AlertWords(session.Words);
        if (response.Alerts.Count == 0)
        {
            session.Say(words.NoAlerts);
            return;
        }

        var table = Grids.Create(words.State, "id", session.Words.Name, words.Value + ">", words.Condition, words.Since);
        foreach (var alert in response.Alerts)
            table.AddTexts(words.NameOf(alert.State), alert.Rule.Id, words.NameOf(alert.Rule), words.ValueOf(alert), words.ConditionOf(alert.Rule), Times.Iso(alert.SinceMs));
        session.Console.Write(table);
        if (response.EvaluatedAtMs > 0)
            session.Say(words.EvaluatedAt(response.EvaluatedAtMs));
    }
}
