using System.CommandLine;
using System.Diagnostics;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Commands.Modelling.Validation;

/// <summary><c>megaregion validate-model</c>: compares the modelling engine with every known number that its inputs allow.</summary>
internal static class ValidateModelCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var tntp = new Option<DirectoryInfo>("--tntp") { Description = "Folder of the published networks (TNTP). 公開ネットワークのフォルダー", HelpName = "folder", Required = true }.AcceptExistingOnly();
        var austria = Files.Optional("--austria", "CSV of migration in Austria: Origin,Destination,Data,Dij. オーストリア移動表");
        var report = new Option<FileInfo?>("--report") { Description = "Write the tables to this file (Markdown). 報告書の出力先", HelpName = "file" };
        var threads = Numbers.Threads();
        var command = new Command("validate-model", "Compare the modelling engine with known results. 既知の結果と照合する") { tntp, austria, report, threads };
        command.SetSessionAction((session, _) =>
        {
            var arguments = session.Arguments;
            var (list, start) = (new OracleList(), Stopwatch.GetTimestamp());
            ClosedFormOracles.Add(list);
            DemandOracles.Add(arguments.GetValue(austria), list);
            NetworkOracles.Add(arguments.GetRequiredValue(tntp), arguments.GetValue(threads), list);
            if (arguments.GetValue(report) is { } file)
                WholeFile.Write(file.FullName, writer => ValidationReport.Write(writer, list));
            Show(session, list, Stopwatch.GetElapsedTime(start).TotalSeconds);
            return Task.FromResult(list.AllPass ? ExitCode.Ok : ExitCode.Difference);
        });
        return command;
    }

    private static void Show(Session session, OracleList list, double seconds)
    {
        var passed = list.Items.Count(item => item.Passes);
        if (session.IsJson)
        {
            Json.Write(new { passed, failed = list.Items.Count - passed, absent = list.Absent, seconds, oracles = list.Items });
            return;
        }

        var words = session.Words;
        var table = Grids.Create(
            words.Pick("Case", "問題"), words.Pick("Quantity", "量"), words.Pick("Expected", "既知の値") + ">", words.Pick("Found", "結果") + ">", words.Pick("Passes", "合否"));
        foreach (var item in list.Items)
            table.AddTexts($"{item.Part}: {item.Case}", item.Quantity, Numbers.Text(item.Expected), Numbers.Text(item.Found), item.Passes ? words.Pick("yes", "合") : words.Pick("NO", "否"));
        session.Console.Write(table);
        session.Say(words.Pick($"{passed} of {list.Items.Count} comparisons pass ({seconds:F1} s).", $"{list.Items.Count} 件中 {passed} 件が一致（{seconds:F1} 秒）。"));
        if (list.Absent.Count > 0)
            session.Note(words.Pick("Not here, so not compared: ", "入力がなく照合していないもの: ") + string.Join(", ", list.Absent));
    }
}
