using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;

namespace MegaRegion.Cli.Load;

/// <summary>Tells how a load goes, on standard error, and what it came to, on standard output.</summary>
internal sealed class LoadDisplay(Session session)
{
    private readonly Words _words = session.Words;

    /// <summary>A remark.</summary>
    public void Note(string english, string japanese) => session.Note(_words.Pick(english, japanese));

    /// <summary>The progress line.</summary>
    public void Second(LoadSecond second) => session.Note(string.Create(
        CultureInfo.InvariantCulture,
        $"{second.Elapsed.TotalSeconds,5:F0} s  {_words.Pick("offered", "投入")} {second.OfferedReports,7:N0}  {_words.Pick("acknowledged", "確定")} {second.AcknowledgedReports,7:N0} ({second.AcknowledgedFlows:N0} {_words.Pick("flows", "流動")})  p50 {Ms(second.P50)}  p99 {Ms(second.P99)} ms  {_words.Pick("waiting", "待ち")} {second.Waiting:N0}  {_words.Pick("lost", "喪失")} {second.Lost:N0}  {_words.Pick("max lag", "最大遅れ")} {Ms(second.MaxLag)} ms"));

    /// <summary>A step of a search.</summary>
    public void Step(LimitStepJson step) => session.Note(string.Create(
        CultureInfo.InvariantCulture,
        $"{step.ReportsPerSecond,9:N0} {_words.Pick("reports/s", "件/秒")}  p50 {step.Figures.LatencyMilliseconds.P50:F1}  p99 {step.Figures.LatencyMilliseconds.P99:F1}  max {step.Figures.LatencyMilliseconds.Max:F0} ms  {_words.Pick("lag p99", "遅れ p99")} {step.Figures.LagMilliseconds.P99:F1} ms  {(step.Holds ? _words.Pick("holds", "維持") : _words.Pick("broken by ", "不成立: ") + step.BrokenBy)}"));

    /// <summary>What a load came to.</summary>
    public void Figures(LoadFigures figures)
    {
        var grid = Grids.Create("", _words.Reports + ">", _words.Flows + ">", _words.Pick("reports/s", "件/秒") + ">", _words.Pick("flows/s", "流動/秒") + ">");
        grid.AddTexts(_words.Pick("offered", "投入"), Amounts.Exact(figures.Offered), Amounts.Exact(figures.OfferedFlows), Rate(figures.OfferedReportsPerSecond), Rate(figures.OfferedFlowsPerSecond));
        grid.AddTexts(_words.Pick("acknowledged", "確定"), Amounts.Exact(figures.Acknowledged), Amounts.Exact(figures.AcknowledgedFlows), Rate(figures.AcknowledgedReportsPerSecond), Rate(figures.AcknowledgedFlowsPerSecond));
        AddReasons(_words.Pick("refused", "拒否"), figures.Refused);
        AddReasons(_words.Pick("failed", "失敗"), figures.Failed);
        grid.AddTexts(_words.Pick("unacknowledged", "未確定"), Amounts.Exact(figures.Unacknowledged), "", "", "");
        AddReasons(_words.Pick("streams cut and resumed", "切断後に再開した接続"), figures.Cuts);
        session.Console.Write(grid);

        var times = Grids.Create("ms", "p50>", "p90>", "p99>", "p99.9>", "max>");
        AddTimes(_words.Pick("latency, due to acknowledged", "予定時刻から確定まで"), figures.LatencyMilliseconds);
        AddTimes(_words.Pick("lag, due to handed over", "予定時刻から送信まで"), figures.LagMilliseconds);
        session.Console.Write(times);

        void AddReasons(string word, IReadOnlyDictionary<string, long> reasons)
        {
            foreach (var (reason, count) in reasons)
                grid.AddTexts($"{word}: {reason}", Amounts.Exact(count), "", "", "");
        }

        void AddTimes(string word, LatencyFigures latency) =>
            times.AddTexts(word, Number(latency.P50), Number(latency.P90), Number(latency.P99), Number(latency.P999), Number(latency.Max));
    }

    /// <summary>What the ledger shows.</summary>
    public void Ledger(LedgerFinding ledger)
    {
        session.Say(_words.Pick(
            $"Ledger: {Amounts.Exact(ledger.Found)} of {Amounts.Exact(ledger.Acknowledged)} acknowledged reports, {Amounts.Exact(ledger.Flows)} flows; producers that differ: {Amounts.Exact(ledger.Differences)}",
            $"台帳: 確定した {Amounts.Exact(ledger.Acknowledged)} 件のうち {Amounts.Exact(ledger.Found)} 件、{Amounts.Exact(ledger.Flows)} 流動。一致しない報告元: {Amounts.Exact(ledger.Differences)}"));
        foreach (var line in ledger.Listed)
            session.Say("  " + line);
    }

    private static string Rate(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("F1", CultureInfo.InvariantCulture);

    private static string Ms(TimeSpan time) => time.TotalMilliseconds.ToString("F1", CultureInfo.InvariantCulture);
}
