using System.CommandLine;
using MegaRegion.Cli.Running;
using MegaRegion.Server;
using Microsoft.Extensions.Logging;

namespace MegaRegion.Cli.Commands;

/// <summary>The options of the commands that run a server: <c>serve</c> and <c>demo</c>.</summary>
internal sealed class ServerArguments(string defaultStore)
{
    private readonly Option<string> _urls = new("--urls")
    {
        Description = "Where to listen: gRPC (HTTP/2), and after ';' gRPC-Web with /metrics and /health (HTTP/1.1; default the next port). 待ち受けるアドレス",
        DefaultValueFactory = _ => "http://127.0.0.1:5210",
        HelpName = "grpc[;web]",
    };

    private readonly Option<string> _store = new("--store")
    {
        Description = $"Folder of the store (default ./{defaultStore}), or postgres://user@host:port/database. 保存先(フォルダーまたは PostgreSQL)",
        DefaultValueFactory = _ => defaultStore,
        HelpName = "folder|postgres://...",
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Folder of the data set (default: data/jp of the program). データセット",
        HelpName = "folder",
    };

    private readonly Option<bool> _listenAny = new("--listen-any")
    {
        Description = "Allow addresses that other machines can reach; there is no sign-in yet. 外部からの接続を許す",
    };

    private readonly Option<bool> _noMetrics = new("--no-metrics") { Description = "Do not serve /metrics. /metrics を出さない" };

    private readonly Option<Uri?> _otlp = new("--otlp")
    {
        Description = "OTLP endpoint for metrics and traces (default: OTEL_EXPORTER_OTLP_ENDPOINT). OTLP の送信先",
        HelpName = "address",
    };

    private readonly Option<LogLevel> _logLevel = new("--log")
    {
        Description = "Least level of log lines. ログの最低水準",
        DefaultValueFactory = _ => LogLevel.Warning,
    };

    private readonly Option<int> _drain = new("--drain")
    {
        Description = "Seconds that a clean stop may take (1 to 600). 停止にかけてよい秒数",
        DefaultValueFactory = _ => 30,
        HelpName = "seconds",
    };

    private readonly Option<int> _keepAlive = new("--keepalive")
    {
        Description = "Seconds of silence after which a client is asked for a sign of life (1 to 600). 無通信の接続を確認するまでの秒数",
        DefaultValueFactory = _ => 30,
        HelpName = "seconds",
    };

    private readonly Option<TimeSpan?> _keepMinutes = Durations.Option(
        "--keep-minutes", "How far behind the newest event minutes are kept (default 48h). 分の窓を残す期間");

    private readonly Option<TimeSpan?> _keepHours = Durations.Option(
        "--keep-hours", "How far behind the newest event hours are kept (default 35d). 時間の窓を残す期間");

    private readonly Option<TimeSpan?> _keepDays = Durations.Option(
        "--keep-days", "How far behind the newest event days are kept (default for ever; sums stay). 日の窓を残す期間");

    private readonly Option<TimeSpan?> _keepJournal = Durations.Option(
        "--keep-journal", "Age from which reports are removed from the journal, after their sums are proved (default: never). 台帳から除く報告の古さ");

    private readonly Option<TimeSpan?> _compactEvery = Durations.Option(
        "--compact-every", "How often the server removes them (default 1h; 1s to 366d). 除く間隔");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_urls, _store, _data, _listenAny, _noMetrics, _otlp, _logLevel, _drain, _keepAlive, _keepMinutes, _keepHours, _keepDays, _keepJournal, _compactEvery])
        {
            command.Add(option);
        }
    }

    /// <summary>Reads them.</summary>
    public ServerOptions Read(ParseResult arguments)
    {
        var (grpc, web) = Addresses.ParsePair(arguments.GetRequiredValue(_urls));
        return new ServerOptions
        {
            Grpc = grpc,
            Web = web,
            StorePath = arguments.GetRequiredValue(_store),
            DataSetPath = arguments.GetValue(_data),
            ListenAny = arguments.GetValue(_listenAny),
            Metrics = !arguments.GetValue(_noMetrics),
            OtlpEndpoint = arguments.GetValue(_otlp),
            MinLogLevel = arguments.GetValue(_logLevel),
            DrainBudget = TimeSpan.FromSeconds(arguments.GetValue(_drain)),
            KeepAlive = TimeSpan.FromSeconds(arguments.GetValue(_keepAlive)),
            Retention =
            {
                Minutes = arguments.GetValue(_keepMinutes),
                Hours = arguments.GetValue(_keepHours),
                Days = arguments.GetValue(_keepDays),
                Journal = arguments.GetValue(_keepJournal),
                CompactEvery = arguments.GetValue(_compactEvery) ?? new RetentionOptions().CompactEvery,
            },
        };
    }
}
