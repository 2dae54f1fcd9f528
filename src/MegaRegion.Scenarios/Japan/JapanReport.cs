using System.Globalization;
using MegaRegion.Modelling.Demand;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Scenarios.Japan;

/// <summary>Writes docs/modelling/japan.md: parameters, fit, residuals and back-casts of the model of Japan. The same inputs give the same bytes.</summary>
public sealed class JapanReport
{
    private const int NamedPairs = 12;

    private static readonly string[] ModeNames = ["rail", "air", "car", "bus"];
    private static readonly double[] BandEnds = [100, 200, 300, 500, 700, 1000, double.PositiveInfinity];

    private readonly TextWriter _writer;
    private readonly JapanModel _model;
    private readonly JapanInputs _inputs;
    private readonly OdMatrix _observed;
    private readonly OdMatrix _fitted;

    private JapanReport(TextWriter writer, JapanModel model)
    {
        (_writer, _model, _inputs) = (writer, model, model.Inputs);
        (_observed, _fitted) = (model.Inputs.AllTrips(model.Year), model.Distribution.Fitted());
    }

    /// <summary>Writes the report.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="model">The model, usually of 2010.</param>
    /// <param name="backCasts">Comparisons with earlier surveys.</param>
    public static void Write(TextWriter writer, JapanModel model, IReadOnlyList<BackCast> backCasts)
    {
        var report = new JapanReport(writer, model);
        report.WriteHead();
        report.WriteModeChoice();
        report.WriteDistribution();
        report.WriteResiduals();
        report.WriteBackCasts(backCasts);
        report.WritePrefectureLayers();
        report.WriteCoupling();
        report.WriteLimits();
    }

    private void WriteHead() => Text($"""
        # The model of Japan

        Written by `megaregion calibrate-japan --report docs/modelling/japan.md`; do not edit. Data: 全国幹線旅客純流動調査 (国土交通省),
        住民基本台帳人口移動報告 (総務省), 貨物地域流動調査 (国土交通省), the network of `data/jp`. How it works: `src/MegaRegion.Scenarios/Japan`.

        **Observed** are trips between {_inputs.Zones.Count} survey zones by main mode, migration and freight between 47 prefectures. **Modelled** are
        travel times (timetables, estimates by formula) and everything below. **Assumed** are fares, waiting and time in airports
        (`TravelAssumptions`), trains that no longer run (`data/jp/model/rail_history.csv`, about ±10 minutes) and speeds of earlier
        years. Trips inside the three metropolitan areas were not surveyed; ships (0.3 % of trips) are left out.
        """);

    private void WriteModeChoice()
    {
        Text($"""

            ## Choice of mode, {_model.Year}

            Multinomial logit over {_model.Choice.Fit.Shares.Length} pairs: V = constant + b₁ hours + b₂ fare + b₃ hours by car, weighted by trips in persons.
            Robust standard errors take each pair as one observation; the plain ones would call every traveller independent.

            | parameter | estimate | robust standard error |
            |---|---|---|
            """);
        foreach (var parameter in _model.Choice.Parameters)
            Text($"| {parameter.Name} | {parameter.Value:F4} | {parameter.RobustStandardError:F4} |");
        Text($"""

            Value of time {_model.Choice.YenPerMinute * 60:F0} yen per hour; pseudo R² {_model.Choice.Fit.PseudoR2:F4}. Trips on the wrong mode, given the trips of each pair:
            {ModeError():P1}.

            | distance (km) | trips (million) | rail obs / model | air | car | bus |
            |---|---|---|---|---|---|
            """);
        var start = 0.0;
        foreach (var end in BandEnds)
        {
            WriteBand(start, end);
            start = end;
        }

        WriteBand(0, double.PositiveInfinity);
    }

    private void WriteBand(double start, double end)
    {
        var (observed, modelled, shares) = (new double[4], new double[4], new double[4]);
        ForEachPair((i, j) =>
        {
            if (_inputs.ZoneKilometres[i, j] < start || _inputs.ZoneKilometres[i, j] >= end || !double.IsFinite(_model.Choice.Shares(_model.Service, i, j, shares)))
                return;
            for (var mode = 0; mode < 4; mode++)
            {
                observed[mode] += _model.Observed[mode][i, j];
                modelled[mode] += shares[mode] * _observed[i, j];
            }
        });
        var total = observed.Sum();
        var name = double.IsPositiveInfinity(end) ? start == 0 ? "all" : Format($"over {start}") : Format($"{start}–{end}");
        var cells = Enumerable.Range(0, 4).Select(mode => Format($"{observed[mode] / total:P1} / {modelled[mode] / total:P1}"));
        Text($"| {name} | {total / 1e6:F1} | {string.Join(" | ", cells)} |");
    }

    private void WriteDistribution()
    {
        var fit = _model.Distribution.Fit;
        Text($"""

            ## Trips between zones, {_model.Year}

            Doubly constrained, T = A B exp(λ log-sum) km^γ, Poisson maximum likelihood over {fit.Fitted.Length} pairs.

            | parameter | estimate | robust standard error |
            |---|---|---|
            """);
        foreach (var parameter in fit.Parameters)
            Text($"| {Renamed(parameter.Name)} | {parameter.Value:F4} | {parameter.RobustStandardError:F4} |");
        var s = fit.Statistics;
        Text($"""

            Common part {s.CommonPart:F4}, R² {s.R2:F4}, SRMSE {s.Srmse:F4}, pseudo R² {s.PseudoR2:F4}. For comparison,
            distance alone: {DistanceAlone()}. Answers of scenarios pivot on observed trips, so
            these errors of fit do not enter them; λ does.
            """);
    }

    private static string Renamed(string name) => name is "ln cost" ? "ln kilometres (γ)" : name is "log-sum" ? "log-sum (λ)" : name;

    private string DistanceAlone()
    {
        var cost = _inputs.ZoneKilometres.Copy();
        for (var i = 0; i < cost.Size; i++)
        {
            for (var j = 0; j < cost.Size; j++)
                cost[i, j] = _inputs.IsSurveyed(i, j) ? cost[i, j] : double.PositiveInfinity;
        }

        var fit = InteractionModel.Fit(InteractionData.FromMatrices(_observed, cost), InteractionFamily.DoublyConstrained, Deterrence.Power);
        return fit.IsOk ? Format($"exponent {fit.Value["ln cost"].Value:F3}, common part {fit.Value.Statistics.CommonPart:F4}, SRMSE {fit.Value.Statistics.Srmse:F4}") : "no fit";
    }

    private void WriteResiduals()
    {
        Text($"""

            ### Where the model errs

            Fitted over observed trips between regions (residual map; 1 is perfect, empty where fewer than 100,000 trips were observed).

            """);
        var regions = _inputs.Zones.Select(zone => zone.Region).Distinct().ToList();
        Text($"| from \\ to | {string.Join(" | ", regions.Select(region => region.Value[7..]))} |");
        Text($"|---|{string.Concat(regions.Select(_ => "---|"))}");
        foreach (var from in regions)
            Text($"| {from.Value[7..]} | {string.Join(" | ", regions.Select(to => Ratio(from, to)))} |");
        Text($"\nLargest differences, thousand trips a year:\n\n| from | to | observed | fitted |\n|---|---|---|---|");
        var pairs = new List<(int I, int J, double Difference)>();
        ForEachPair((i, j) => pairs.Add((i, j, Math.Abs(_fitted[i, j] - _observed[i, j]))));
        foreach (var (i, j, _) in pairs.OrderByDescending(pair => pair.Difference).ThenBy(pair => pair.I).ThenBy(pair => pair.J).Take(NamedPairs))
            Text($"| {_inputs.Zones[i].NameEn} | {_inputs.Zones[j].NameEn} | {_observed[i, j] / 1e3:F0} | {_fitted[i, j] / 1e3:F0} |");
    }

    private string Ratio(Domain.Places.PlaceId from, Domain.Places.PlaceId to)
    {
        var (observed, fitted) = (0.0, 0.0);
        ForEachPair((i, j) =>
        {
            if (_inputs.Zones[i].Region == from && _inputs.Zones[j].Region == to)
                (observed, fitted) = (observed + _observed[i, j], fitted + _fitted[i, j]);
        });
        return observed >= 1e5 ? Format($"{fitted / observed:F2}") : "";
    }

    private void WriteBackCasts(IReadOnlyList<BackCast> backCasts)
    {
        Text($"""

            ## Back-casts

            A model of an earlier survey foretells the later one: it knows the later network and the later totals of every zone, nothing
            else. "Unchanged" keeps the earlier shares and the earlier pattern. Errors are the part of trips on the wrong mode or the
            wrong pair. Surveys before 2005 count an autumn weekday, later ones a year; mode shares of 1990 and 2010 therefore differ also
            because weekends and holidays have more cars.

            | from → to | mode error | unchanged | pair error | unchanged | rail obs / foretold / unchanged | air | car | bus |
            |---|---|---|---|---|---|---|---|---|
            """);
        foreach (var cast in backCasts)
        {
            var shares = Enumerable.Range(0, 4).Select(mode => Format($"{cast.ObservedShares[mode]:P1} / {cast.ForetoldShares[mode]:P1} / {cast.EarlierShares[mode]:P1}"));
            Text($"| {cast.FromYear} → {cast.ToYear} | {cast.ModeError:P1} | {cast.NaiveModeError:P1} | {cast.TripError:P1} | {cast.NaiveTripError:P1} | {string.Join(" | ", shares)} |");
        }

        Text($"\n| model of | hours | fare (10,000 yen) | hours by car | yen per hour | λ | γ |\n|---|---|---|---|---|---|---|");
        foreach (var model in backCasts.Select(cast => cast.Model).Append(_model))
        {
            var (choice, trips) = (model.Choice.Parameters, model.Distribution);
            Text($"| {model.Year} | {choice[0].Value:F3} | {choice[1].Value:F3} | {choice[2].Value:F3} | {model.Choice.YenPerMinute * 60:F0} | {trips.LogSumCoefficient:F3} | {trips.Fit["ln cost"].Value:F3} |");
        }
    }

    private void WritePrefectureLayers()
    {
        Text($"""

            ## Migration and freight between prefectures

            Doubly constrained gravity on great-circle kilometres between population centres.

            | flow | deterrence | coefficient | robust standard error | common part | SRMSE |
            |---|---|---|---|---|---|
            """);
        foreach (var (name, flows) in new[] { ("migration 2019", _inputs.Migration[2019]), ("migration 2025", _inputs.Migration[2025]), ("freight FY2022", _inputs.Freight) })
        {
            foreach (var deterrence in (Deterrence[])[Deterrence.Power, Deterrence.Exponential])
            {
                if (PrefectureFits.Fit(_inputs, flows, deterrence) is not { IsOk: true, Value: var fit })
                    continue;
                Text($"| {name} | {(deterrence == Deterrence.Power ? "power" : "exponential")} | {fit.Parameters[0].Value:F6} | {fit.Parameters[0].RobustStandardError:F6} | {fit.Statistics.CommonPart:F4} | {fit.Statistics.Srmse:F4} |");
            }
        }
    }

    private void WriteCoupling()
    {
        if (JapanCoupling.Estimate(_inputs) is not { IsOk: true, Value: var coupling })
            return;
        Text($"""

            ## Coupling of layers

            Γ: by how many percent a layer (row) is larger on pairs where another (column) is 1 % larger, distance and both ends held
            fixed; robust standard errors in brackets. Trips of 2010, freight of FY2022 and migration of 2019 between prefectures: an
            association across pairs, not proof that one causes the other.

            | | {string.Join(" | ", coupling.Layers)} |
            |---|{string.Concat(coupling.Layers.Select(_ => "---|"))}
            """);
        for (var row = 0; row < coupling.Layers.Count; row++)
        {
            var cells = Enumerable.Range(0, coupling.Layers.Count).Select(column => row == column ? "" : Format($"{coupling[row, column]:F3} ({coupling.StandardError[row, column]:F3})"));
            Text($"| {coupling.Layers[row]} | {string.Join(" | ", cells)} |");
        }

        var verdict = coupling.IsStable ? "below 1, so shocks settle" : "not below 1: a run that used Γ as it stands would be refused";
        Text($"\nSpectral radius {coupling.SpectralRadius:F3}, {verdict}.");
        if (coupling.Respond([0.1, 0, 0]) is { IsOk: true, Value: var response })
            Text($"Trips that grow by ln 0.1 by themselves settle at {string.Join(", ", coupling.Layers.Select((layer, k) => Format($"{layer} {response.Change[k]:F3}")))}.");
    }

    private void WriteLimits() => Text($"""

        ## What to keep in mind

        - Zones are represented by their core cities, weighted by population; pairs of neighbours are therefore the least certain.
        - λ is estimated across pairs of one year. It mixes how much trips answer to better travel with where people live and work
          because of it, so it is closer to a long-run than to a short-run answer.
        - Flights have no frequencies in the data set; every flight waits the same. Shinkansen links have no seats, so only links with
          stated seats (the maglev) crowd.
        - Money and information between prefectures are not observed; their tables in `data/jp/flows/modelled` are labelled as modelled
          and take no part in these fits.
        """);

    private double ModeError()
    {
        var (wrong, total, shares) = (0.0, 0.0, new double[4]);
        ForEachPair((i, j) =>
        {
            if (!double.IsFinite(_model.Choice.Shares(_model.Service, i, j, shares)))
                return;
            for (var mode = 0; mode < 4; mode++)
                wrong += Math.Abs((shares[mode] * _observed[i, j]) - _model.Observed[mode][i, j]) / 2;
            total += _observed[i, j];
        });
        return wrong / total;
    }

    private void ForEachPair(Action<int, int> visit)
    {
        for (var i = 0; i < _inputs.Zones.Count; i++)
        {
            for (var j = 0; j < _inputs.Zones.Count; j++)
            {
                if (_inputs.IsSurveyed(i, j))
                    visit(i, j);
            }
        }
    }

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Text(FormattableString text)
    {
        _writer.Write(Format(text).ReplaceLineEndings("\n"));
        _writer.Write('\n');
    }
}
