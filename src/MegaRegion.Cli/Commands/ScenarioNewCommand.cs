using System.CommandLine;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Cli.Scenarios;

namespace MegaRegion.Cli.Commands;

/// <summary><c>megaregion scenario new</c>: writes a scenario to start from.</summary>
internal static class ScenarioNewCommand
{
    private const string Template = """
        # The language: docs/modelling/scenarios.md. Check with: megaregion scenario check FILE
        scenario: NAME
        title:
          en: What this is
          ja: 何を試すか
        baseline:
          observed: 2010        # or run: the name of a run
        year: 2035
        changes:
          - maglev: {to: nagoya, minutes: 40}
        solve: {gap: 1.0e-6, coupling: on, draws: 100, seed: 1}
        reports: [regions, zones, modes, access, convection, causes]

        """;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var shared = new ScenarioOptions();
        var file = new Argument<string>("file") { Description = "File to write, for example my-idea.yaml. 作成するファイル" };
        var from = new Option<string?>("--from") { Description = "A shipped scenario or file to copy. ひな型", HelpName = "name" };
        var command = new Command("new", "Write a scenario to start from. シナリオのひな型を作る") { file, from };
        shared.AddTo(command);
        command.SetSessionAction((session, _) =>
        {
            var path = session.Arguments.GetRequiredValue(file);
            if (File.Exists(path))
                throw new CliException(ExitCode.Usage, $"'{path}' is already there. Cure: take another name or remove it.");
            var text = session.Arguments.GetValue(from) is { } source
                ? shared.Bench(session.Arguments).Text(source)
                : Template.Replace("NAME", Slug(path), StringComparison.Ordinal);
            WholeFile.Write(path, writer => writer.Write(text));
            if (session.IsJson)
                Json.Write(new { file = path });
            else
                session.Say(session.Words.Pick($"Wrote {path}.", $"{path} を作成しました。"));
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static string Slug(string path)
    {
        var slug = new string([.. Path.GetFileNameWithoutExtension(path).ToLowerInvariant().Select(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) ? c : '-')]).Trim('-');
        return slug.Length > 0 ? slug : "my-scenario";
    }
}
