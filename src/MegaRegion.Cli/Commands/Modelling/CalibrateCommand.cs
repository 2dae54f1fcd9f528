using System.CommandLine;
using System.Diagnostics;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Demand;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion calibrate</c>: fits a spatial-interaction model to observed flows.</summary>
internal static class CalibrateCommand
{
    private static readonly Dictionary<string, InteractionFamily> Families = new(StringComparer.Ordinal)
    {
        ["doubly"] = InteractionFamily.DoublyConstrained,
        ["production"] = InteractionFamily.ProductionConstrained,
        ["attraction"] = InteractionFamily.AttractionConstrained,
        ["unconstrained"] = InteractionFamily.Unconstrained,
    };

    private static readonly Dictionary<string, Deterrence> Shapes = new(StringComparer.Ordinal)
    {
        ["exp"] = Deterrence.Exponential,
        ["power"] = Deterrence.Power,
        ["tanner"] = Deterrence.Tanner,
    };

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var files = new PairOptions();
        var family = new Option<string>("--model") { Description = "doubly (default), production, attraction or unconstrained. 制約", DefaultValueFactory = _ => "doubly" }.AcceptOnlyFromAmong([.. Families.Keys]);
        var shape = new Option<string>("--deterrence") { Description = "exp (default), power or tanner. 抵抗関数", DefaultValueFactory = _ => "exp" }.AcceptOnlyFromAmong([.. Shapes.Keys]);
        var command = new Command("calibrate", "Fit a spatial-interaction model by maximum likelihood. 空間的相互作用モデルを推定する") { family, shape };
        files.AddTo(command);
        command.SetSessionAction((session, _) =>
        {
            var pairs = files.Read(session.Arguments);
            var (model, deterrence) = (session.Arguments.GetRequiredValue(family), session.Arguments.GetRequiredValue(shape));
            var start = Stopwatch.GetTimestamp();
            var fit = ModellingInput.Accept(InteractionModel.Fit(pairs.Data, Families[model], Shapes[deterrence]));
            Show(session, pairs, fit, (model, deterrence), Stopwatch.GetElapsedTime(start).TotalSeconds);
            return Task.FromResult(ExitCode.Ok);
        });
        return command;
    }

    private static void Show(Session session, PairInput pairs, InteractionFit fit, (string Family, string Deterrence) model, double seconds)
    {
        if (session.IsJson)
        {
            Json.Write(new
            {
                model = model.Family,
                deterrence = model.Deterrence,
                zones = pairs.Zones.Count,
                pairs = pairs.Data.Flow.Length,
                flowColumn = pairs.FlowColumn,
                costColumn = pairs.CostColumn,
                masses = pairs.MassesFrom,
                total = pairs.Data.Flow.Sum(),
                beta = BetaOf(fit),
                parameters = fit.Parameters,
                statistics = fit.Statistics,
                iterations = fit.Iterations,
                seconds,
            });
            return;
        }

        var words = session.Words;
        var table = Grids.Create(words.Pick("Parameter", "パラメータ"), words.Pick("Estimate", "推定値") + ">", words.Pick("Std. error", "標準誤差") + ">", words.Pick("Robust", "頑健標準誤差") + ">");
        foreach (var parameter in fit.Parameters)
            table.AddTexts(parameter.Name, Numbers.Text(parameter.Value), Numbers.Text(parameter.StandardError), Numbers.Text(parameter.RobustStandardError));
        session.Console.Write(table);
        var s = fit.Statistics;
        session.Say($"ln L {Numbers.Text(s.LogLikelihood)}  deviance {Numbers.Text(s.Deviance)}  AIC {Numbers.Text(s.Aic)}  R² {s.R2:F4}  SRMSE {s.Srmse:F4}  CPC {s.CommonPart:F4}");
        session.Say(words.Pick(
            $"{pairs.Zones.Count} zones, {pairs.Data.Flow.Length} pairs; flows from '{pairs.FlowColumn}', costs from '{pairs.CostColumn}'; {seconds:F3} s",
            $"{pairs.Zones.Count} ゾーン、{pairs.Data.Flow.Length} 組。流動は列 '{pairs.FlowColumn}'、費用は列 '{pairs.CostColumn}'。{seconds:F3} 秒"));
    }

    private static double? BetaOf(InteractionFit fit) =>
        fit.Parameters.LastOrDefault(parameter => parameter.Name is "cost" or "ln cost")?.Value;
}
