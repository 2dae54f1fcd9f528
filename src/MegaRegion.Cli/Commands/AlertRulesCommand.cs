using System.CommandLine;
using MegaRegion.Cli.Alerts;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion alert rules</c>.</summary>
internal static class AlertRulesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var command = new Command("rules", "List the rules. ルールの一覧");
        command.SetSessionAction(async (session, stop) =>
        {
            var alerts = new AlertService.AlertServiceClient(session.Channel);
            var rules = (await alerts.ListAlertRulesAsync(new ListAlertRulesRequest(), cancellationToken: stop)).Rules;
            if (session.IsJson)
            {
                Json.Write(rules.Select(AlertRuleJson.From));
                return ExitCode.Ok;
            }

            var words = new AlertWords(session.Words);
            var table = Grids.Create("id", session.Words.Name, words.Condition);
            foreach (var rule in rules)
                table.AddTexts(rule.Id, words.NameOf(rule), words.ConditionOf(rule));
            if (rules.Count == 0)
                session.Say(words.NoRules);
            else
                session.Console.Write(table);
            return ExitCode.Ok;
        });
        return command;
    }
}
