using System.CommandLine;
using System.Globalization;
using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Dynamics;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary><c>megaregion hubs-dynamics</c>: which hubs grow, which die out, and how near each is to tipping.</summary>
internal static class HubsDynamicsCommand
{
    private const int MaxTimes = 1000;

    /// <summary>Builds the command.</summary>
    public static Command Create()
    {
        var source = new HubOptions();
        var times = new Option<double[]>("--times")
        {
            Description = "Also follow the growth in time and report these times, increasing, for example 1,5,10. 途中の時点",
            HelpName = "t,…",
            CustomParser = ParseTimes,
        };
        var speed = Numbers.Option("--speed", "Speed of growth per unit of flow and time (default 1e-3). 成長の速さ", 1e-3, 0, 1e6);
        var damping = Numbers.Option("--damping", "Part of the way to rest per step (default 0.2). 減衰", 0.2, 1e-6, 1);
        var command = new Command("hubs-dynamics", "Growth and decline of hubs (Harris-Wilson). 拠点の成長と衰退") { times, speed, damping };
        source.AddTo(command);
        command.SetSessionAction((session, _) =>
        {
            var (zones, start, system) = source.Read(session.Arguments);
            var rest = HubDynamics.Settle(system, start, session.Arguments.GetValue(damping));
            var stability = HubDynamics.Stability(system, rest.Size);
            var when = session.Arguments.GetValue(times) ?? [];
            var path = when.Length > 0 ? HubDynamics.Follow(system, start, session.Arguments.GetValue(speed), when) : [];
            Show(session, zones, rest, stability, [.. when.Select((time, k) => new HubMoment(time, path[k]))]);
            return Task.FromResult(rest.Converged ? ExitCode.Ok : ExitCode.Difference);
        });
        return command;
    }

    private static double[] ParseTimes(System.CommandLine.Parsing.ArgumentResult result)
    {
        var words = result.Tokens[0].Value.Split(',', StringSplitOptions.TrimEntries);
        var times = new double[Math.Min(words.Length, MaxTimes)];
        for (var k = 0; k < times.Length; k++)
        {
            if (double.TryParse(words[k], NumberStyles.Float, CultureInfo.InvariantCulture, out times[k]) && times[k] > (k > 0 ? times[k - 1] : 0))
                continue;
            result.AddError($"--times: give increasing numbers above 0 with commas between them, not '{result.Tokens[0].Value}'.");
            return [];
        }

        return times;
    }

    private static void Show(Session session, IReadOnlyList<string> zones, HubEquilibrium rest, HubStability stability, HubMoment[] trajectory)
    {
        var living = rest.Size.Count(size => size > 0);
        var hubs = zones.Select((zone, k) => new { zone, size = rest.Size[k], inflow = rest.Inflow[k], tippingDistance = stability.TippingDistance[k] });
        if (session.IsJson)
        {
            Json.Write(new
            {
                hubs = zones.Count,
                living,
                total = rest.Size.Sum(),
                effectiveHubs = EffectiveNumber(rest.Size),
                converged = rest.Converged,
                residual = rest.Residual,
                steps = rest.Steps,
                stable = stability.IsStable,
                dominantEigenvalue = stability.DominantEigenvalue,
                criticalScale = stability.CriticalScale,
                states = hubs,
                trajectory,
            });
            return;
        }

        var words = session.Words;
        var grid = Grids.Create(words.Place, words.Pick("Size", "規模") + ">", words.Inflow + ">", words.Pick("Tipping distance", "転換点までの余裕") + ">");
        foreach (var hub in hubs.OrderByDescending(hub => hub.size))
            grid.AddTexts(hub.zone, Numbers.Text(hub.size), Numbers.Text(hub.inflow), hub.tippingDistance.ToString("F4", CultureInfo.InvariantCulture));
        session.Console.Write(grid);
        session.Say(words.Pick(
            $"{living} of {zones.Count} hubs live; {(rest.Converged ? "at rest" : "NOT at rest")} after {rest.Steps} steps; {(stability.IsStable ? "stable" : "unstable")}, critical scale {Numbers.Text(stability.CriticalScale)}",
            $"{zones.Count} 拠点のうち {living} が存続。{rest.Steps} 回で{(rest.Converged ? "定常" : "未収束")}、{(stability.IsStable ? "安定" : "不安定")}、臨界値 {Numbers.Text(stability.CriticalScale)}"));
    }

    /// <summary>exp of the entropy of shares: how many hubs of equal size would be as diverse.</summary>
    private static double EffectiveNumber(double[] size)
    {
        var total = size.Sum();
        return Math.Exp(-size.Where(value => value > 0).Sum(value => value / total * Math.Log(value / total)));
    }

    private sealed record HubMoment(double Time, double[] Size);
}
