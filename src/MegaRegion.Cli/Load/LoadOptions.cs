using System.CommandLine;
using System.Globalization;
using MegaRegion.Cli.Commands;
using MegaRegion.Cli.Commands.Modelling;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Load;

/// <summary>The options of <c>megaregion load</c>.</summary>
internal sealed class LoadOptions
{
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan DefaultStep = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan DefaultWarmUp = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan DefaultDrain = TimeSpan.FromSeconds(30);

    private readonly Option<string> _run = new("--run") { Description = "The run: id, beginning of an id, or name. 計算の ID または名前", Required = true, HelpName = "run" };
    private readonly Option<Uri?> _target = new("--target")
    {
        Description = "The server to load (default: --url). 負荷をかけるサーバー",
        HelpName = "address",
        CustomParser = result =>
        {
            if (Addresses.TryParse(result.Tokens[0].Value, out var address))
                return address;
            result.AddError($"--target: '{result.Tokens[0].Value}' is not an address such as http://127.0.0.1:5210.");
            return null;
        },
    };

    private readonly Option<double> _speed = Numbers.Option("--speed", "Simulated seconds in a second (default 60). 再生の速さ", 60, 0.001, 86_400);
    private readonly Option<double> _scale = Numbers.Option("--scale", "Factor on the run's flows (default 10). 流動の倍率", 10, 1e-6, 1e6);
    private readonly Option<int> _seed = Numbers.Whole("--seed", "Same seed, same reports (default 1). 乱数の種", 1, 0, int.MaxValue);
    private readonly Option<TimeSpan?> _duration = Durations.Option("--duration", "How long (default 60s). 時間");
    private readonly Option<DateTimeOffset?> _from = new("--from")
    {
        Description = "Event time of the beginning, for example 2025-06-02T08:00+09:00 (default: the last 8:00 in Japan from which the load ends before now). 出来事の時刻の始まり",
        HelpName = "time",
        CustomParser = result =>
        {
            if (DateTimeOffset.TryParse(result.Tokens[0].Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
                return time;
            result.AddError($"--from: '{result.Tokens[0].Value}' is not a time such as 2025-06-02T08:00+09:00.");
            return null;
        },
    };

    private readonly Option<int> _hubs = Numbers.Whole("--hubs", "Hubs that report (default 1000; at least one for each place of origin). 報告する拠点の数", 1_000, 1, 100_000);
    private readonly Option<int> _connections = Numbers.Whole("--connections", "HTTP/2 connections that they share (default 4). 接続の数", 4, 1, 1_000);
    private readonly Option<int> _flows = Numbers.Whole("--flows-per-report", "Flows in a report (default 10). 報告一件の流動数", 10, 1, 100_000);
    private readonly Option<TimeSpan?> _warmUp = Durations.Option("--warm-up", "At the beginning, does not count for latency (default 2s). 慣らし時間");
    private readonly Option<TimeSpan?> _drain = Durations.Option("--drain", "How long the last acknowledgements are waited for (default 30s). 最後の確定を待つ時間");
    private readonly Option<bool> _verify = new("--verify") { Description = "End with both proofs, as --find-limit always does. 台帳との照合と検算を行う" };

    private readonly Option<bool> _findLimit = new("--find-limit") { Description = "Find the highest rate that holds, hold it and prove it. 維持できる最大の負荷を探す" };
    private readonly Option<double> _p99 = Numbers.Option("--p99", "Bound on the 99th percentile of latency, ms (default 100). 遅延 p99 の上限", 100, 1, 60_000);
    private readonly Option<TimeSpan?> _step = Durations.Option("--step", "How long a step is measured (default 10s). 一段階の測定時間");
    private readonly Option<TimeSpan?> _hold = Durations.Option("--hold", "How long the limit is held (default 60s). 維持する時間");
    private readonly Option<double> _startRate = Numbers.Option("--start-rate", "Reports/s of the first step (default 1000). 最初の件数/秒", 1_000, 1, 1e6);
    private readonly Option<double> _maxRate = Numbers.Option("--max-rate", "Most reports/s that are tried (default 1000000). 試す最大の件数/秒", 1e6, 1, 1e6);

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_run, _target, _speed, _scale, _seed, _duration, _from, _hubs, _connections, _flows, _warmUp, _drain, _verify, _findLimit, _p99, _step, _hold, _startRate, _maxRate])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            var (without, with) = result.GetValue(_findLimit)
                ? ("--find-limit takes the present and searches the rate", (Option[])[_speed, _scale, _duration, _from])
                : ("without --find-limit nothing is searched", [_p99, _step, _hold, _startRate, _maxRate]);
            foreach (var option in with.Where(option => result.GetResult(option) is { Implicit: false }))
                result.AddError($"{option.Name}: {without}; leave it out.");
        });
    }

    /// <summary>The run.</summary>
    public string RunOf(ParseResult arguments) => arguments.GetRequiredValue(_run);

    /// <summary>Whether the limit is searched.</summary>
    public bool FindsLimit(ParseResult arguments) => arguments.GetValue(_findLimit);

    /// <summary>Whether a plain load ends with the proofs.</summary>
    public bool Verifies(ParseResult arguments) => arguments.GetValue(_verify);

    /// <summary>How long a step of a search is measured.</summary>
    public TimeSpan Step(ParseResult arguments) => arguments.GetValue(_step) ?? DefaultStep;

    /// <summary>How long the limit is held.</summary>
    public TimeSpan Hold(ParseResult arguments) => arguments.GetValue(_hold) ?? DefaultDuration;

    /// <summary>Target, hubs and limits.</summary>
    public LoadSettings Settings(ParseResult arguments, Uri url) => new(
        arguments.GetValue(_target) ?? url,
        arguments.GetValue(_hubs),
        arguments.GetValue(_connections),
        arguments.GetValue(_flows),
        arguments.GetValue(_seed),
        arguments.GetValue(_warmUp) ?? DefaultWarmUp,
        arguments.GetValue(_drain) ?? DefaultDrain);

    /// <summary>How the limit is searched.</summary>
    public LimitSearchOptions Search(ParseResult arguments) => new()
    {
        Bound = TimeSpan.FromMilliseconds(arguments.GetValue(_p99)),
        StartRate = arguments.GetValue(_startRate),
        MaxRate = arguments.GetValue(_maxRate),
    };

    /// <summary>How a run is put on the server.</summary>
    /// <exception cref="CliException">The load would reach into the future.</exception>
    public LoadPace Pace(ParseResult arguments, TimeProvider time)
    {
        var (speed, duration, now) = (arguments.GetValue(_speed), arguments.GetValue(_duration) ?? DefaultDuration, time.GetUtcNow());
        var pace = new LoadPace(speed, arguments.GetValue(_scale), arguments.GetValue(_from) ?? LoadPace.LastMorning(speed, duration, now), duration);
        return pace.Start + (duration * speed) <= now
            ? pace
            : throw new CliException(ExitCode.Usage, $"--from: a load of {duration.TotalSeconds:F0} s at speed {speed:G4} would end at {pace.Start + (duration * speed):O}, which is to come; the ledger takes no events from the future. Cure: begin earlier.");
    }
}
