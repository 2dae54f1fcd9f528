using System.CommandLine;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Verifying;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion verify</c>: recomputes every total from the journal and compares.</summary>
internal static class VerifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var store = new Option<string?>("--store")
        {
            Description = "Verify this store while no server runs on it, instead of asking a server. 停止中の保存先を検証する",
            HelpName = "folder|postgres://...",
        };
        var listed = new Option<int>("--list")
        {
            Description = "How many differences to list. 表示する差異の数",
            DefaultValueFactory = _ => 20,
            HelpName = "N",
        };
        var command = new Command(
            "verify", "Recompute every total from the journal and compare hubs, cities, regions and the mega-region. 台帳を検算する")
        {
            store,
            listed,
        };
        command.SetSessionAction(async (session, stop) =>
        {
            if (session.Arguments.GetValue(store) is not { } place)
            {
                return await VerifyAsync(session, new OperationsService.OperationsServiceClient(session.Channel), session.Arguments.GetValue(listed), stop);
            }

            await using var server = await OfflineServer.StartAsync(session, place, stop);
            return await VerifyAsync(session, new OperationsService.OperationsServiceClient(server.Channel), session.Arguments.GetValue(listed), stop);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(
        Session session, OperationsService.OperationsServiceClient operations, int listed, CancellationToken stop)
    {
        var result = await Verification.RunAsync(session, operations, listed, stop);
        Verification.Show(session, result);
        return Verification.IsClean(result) ? ExitCode.Ok : ExitCode.Difference;
    }
}
