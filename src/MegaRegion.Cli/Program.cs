using System.CommandLine;
using System.Text;
using MegaRegion.Cli.Commands;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Commands.Modelling.Validation;
using MegaRegion.Cli.Running;

// Japanese text and box characters need UTF-8 whatever the terminal's locale says.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var root = new RootCommand("MegaRegion: the flows of people, goods, money and information of a mega-region. メガリージョンの対流を見る・記録する")
{
    GlobalOptions.Url,
    GlobalOptions.Json,
    GlobalOptions.Language,
    DemoCommand.Create(),
    ServeCommand.Create(),
    ReportCommand.Create(),
    OdCommand.Create(),
    WatchCommand.Create(),
    AlertCommand.Create(),
    PlacesCommand.Create(),
    VerifyCommand.Create(),
    ExportCommand.Create(),
    CompactCommand.Create(),
    BackupCommand.CreateBackup(),
    BackupCommand.CreateRestore(),
    BenchCommand.Create(),
    AssignCommand.Create(),
    SkimCommand.Create(),
    CalibrateCommand.Create(),
    BalanceCommand.Create(),
    HubsDynamicsCommand.Create(),
    DecomposeCommand.Create(),
    CalibrateJapanCommand.Create(),
    NationalDemandCommand.Create(),
    ValidateModelCommand.Create(),
    ScenarioCommand.Create(),
    LoadCommand.Create(),
};

// Signals belong to the commands (see StopSignals), so the parser's own time-out is off.
var arguments = root.Parse(args);
var answer = await arguments.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = null });
return arguments.Errors.Count > 0 ? ExitCode.Usage : answer;
