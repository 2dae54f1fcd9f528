using System.CommandLine;
using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Server;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion backup</c> and <c>restore</c>: a verified copy of a ledger into an empty store.</summary>
internal static class BackupCommand
{
    private const string StoreForm = "folder|postgres://...";

    /// <summary>Builds <c>backup</c>.</summary>
    public static Command CreateBackup() =>
        Create("backup", "Copy a store's ledger into an empty store and verify the copy. 台帳を空の保存先へ複製して検証する", copiesOut: true);

    /// <summary>Builds <c>restore</c>.</summary>
    public static Command CreateRestore() =>
        Create("restore", "Copy a backup's ledger into an empty store and verify it. バックアップを空の保存先へ戻して検証する", copiesOut: false);

    private static Command Create(string name, string description, bool copiesOut)
    {
        var backup = new Argument<string>("backup") { Description = "The backup: a folder or a PostgreSQL address. バックアップ", HelpName = StoreForm };
        var store = new Option<string>("--store")
        {
            Description = "The server's store; a folder must not be in use. サーバーの保存先",
            HelpName = StoreForm,
            Required = true,
        };
        var command = new Command(name, description) { backup, store };
        command.SetSessionAction((session, stop) =>
        {
            var (copy, original) = (session.Arguments.GetRequiredValue(backup), session.Arguments.GetRequiredValue(store));
            return copiesOut ? CopyAsync(session, original, copy, stop) : CopyAsync(session, copy, original, stop);
        });
        return command;
    }

    private static async Task<int> CopyAsync(Session session, string from, string to, CancellationToken stop)
    {
        var result = await LedgerBackup.CopyAsync(from, to, progress: null, stop);
        if (session.IsJson)
        {
            Json.WriteLine(new { result.Head, result.Flows, result.Places, Verified = true });
            return ExitCode.Ok;
        }

        session.Note(string.Create(CultureInfo.InvariantCulture, $"""
            {session.Words.Pick("Copied and verified", "複製し検証しました")}: {session.Words.Pick("reports", "報告")} {result.Head:N0}, {session.Words.Pick("flows", "流動")} {result.Flows:N0}, {session.Words.Pick("places", "地点")} {result.Places:N0}
            """));
        return ExitCode.Ok;
    }
}
