using System.CommandLine;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion alert delete ID</c>.</summary>
internal static class AlertDeleteCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var id = new Argument<string>("id") { Description = "The rule. ルールの ID" };
        var command = new Command("delete", "Delete a rule; a firing alert of it ends. ルールの削除") { id };
        command.SetSessionAction(async (session, stop) =>
        {
            var rule = session.Arguments.GetRequiredValue(id);
            var alerts = new AlertService.AlertServiceClient(session.Channel);
            await alerts.DeleteAlertRuleAsync(new DeleteAlertRuleRequest { Id = rule }, cancellationToken: stop);
            if (session.IsJson)
                Json.Write(new { id = rule, status = "deleted" });
            else
                session.Say(session.Words.Pick($"Deleted {rule}.", $"削除しました: {rule}"));
            return ExitCode.Ok;
        });
        return command;
    }
}
