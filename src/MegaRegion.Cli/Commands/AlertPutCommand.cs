using System.CommandLine;
using MegaRegion.Cli.Alerts;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion alert put ID</c>: adds a rule, or replaces the one with this id.</summary>
internal static class AlertPutCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var arguments = new AlertRuleArguments();
        var command = new Command("put", "Add a rule, or replace the one with this id. ルールの登録・変更");
        arguments.AddTo(command);
        command.SetSessionAction(async (session, stop) =>
        {
            var alerts = new AlertService.AlertServiceClient(session.Channel);
            var request = new PutAlertRuleRequest { Rule = arguments.Read(session) };
            var response = await alerts.PutAlertRuleAsync(request, cancellationToken: stop);
            if (session.IsJson)
            {
                Json.Write(new { response.Existed, alert = AlertJson.From(response.Alert) });
                return ExitCode.Ok;
            }

            var words = new AlertWords(session.Words);
            session.Say(session.Words.Pick(
                $"{(response.Existed ? "Replaced" : "Added")} {request.Rule.Id}: {words.ConditionOf(request.Rule)}",
                $"{(response.Existed ? "変更" : "登録")}しました {request.Rule.Id}: {words.ConditionOf(request.Rule)}"));
            return ExitCode.Ok;
        });
        return command;
    }
}
