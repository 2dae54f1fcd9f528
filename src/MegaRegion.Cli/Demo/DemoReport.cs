using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using Spectre.Console;

namespace MegaRegion.Cli.Demo;

/// <summary>The last words of a demonstration, for people.</summary>
internal static class DemoReport
{
    /// <summary>Writes them.</summary>
    public static void Show(Session session, DemoSummary summary)
    {
        var words = session.Words;
        var table = Grids.Create(words.Layer, words.Flows + ">", words.Quantity + ">", words.Unit);
        foreach (var layer in WireNames.AllLayers)
        {
            var name = WireNames.Of(layer);
            var label = summary.ModelledLayers.Contains(name, StringComparer.Ordinal) ? $"{words.NameOf(layer)} ({words.Modelled})" : words.NameOf(layer);
            table.AddTexts(
                label,
                Amounts.Exact(summary.FlowsPerLayer.GetValueOrDefault(name)),
                Amounts.Exact(summary.QuantityPerLayer.GetValueOrDefault(name)),
                words.UnitOf(layer));
        }

        session.Console.Write(table);
        var culture = CultureInfo.InvariantCulture;
        session.Say(words.Pick(
            string.Create(culture, $"This run: {summary.ReportsThisRun:N0} reports, {summary.FlowsThisRun:N0} flows in {summary.Seconds:F1} s from {summary.Producers} hubs, {summary.ReplayFrom:yyyy-MM-dd HH:mm} to {summary.ReplayTo:yyyy-MM-dd HH:mm}."),
            string.Create(culture, $"今回: {summary.Producers} 拠点から {summary.Seconds:F1} 秒で {summary.ReportsThisRun:N0} 件、{summary.FlowsThisRun:N0} 流動（{summary.ReplayFrom:yyyy-MM-dd HH:mm} から {summary.ReplayTo:yyyy-MM-dd HH:mm}）。")));
        session.Say(words.Pick(
            string.Create(culture, $"Memory: {Amounts.MebiBytes(summary.ResidentMemoryBytes)} resident, {Amounts.MebiBytes(summary.PeakMemoryBytes)} at most. Cold start {summary.ColdStartSeconds:F2} s."),
            string.Create(culture, $"メモリ: 常駐 {Amounts.MebiBytes(summary.ResidentMemoryBytes)}、最大 {Amounts.MebiBytes(summary.PeakMemoryBytes)}。起動 {summary.ColdStartSeconds:F2} 秒。")));
        if (!summary.Verified)
        {
            session.Console.MarkupLine($"[yellow]{words.Pick("verify: left out. Later: megaregion verify --store FOLDER", "検算は省きました。後から: megaregion verify --store フォルダー")}[/]");
            return;
        }

        var verdict = string.Create(culture, $"verify: {words.Reports} {summary.Reports:N0}, {words.Flows} {summary.Flows:N0}, {words.Differences} {summary.Differences:N0}");
        session.Console.MarkupLine(summary is { Conclusive: true, Differences: 0 } ? $"[green]{verdict}[/]" : $"[red]{verdict}[/]");
    }
}
