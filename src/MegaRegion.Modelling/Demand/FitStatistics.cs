using MathNet.Numerics;

namespace MegaRegion.Modelling.Demand;

/// <summary>How well fitted flows agree with observed ones.</summary>
/// <param name="LogLikelihood">Poisson log-likelihood Σ (T ln μ − μ − ln T!).</param>
/// <param name="Deviance">2 Σ (T ln(T/μ) − (T − μ)).</param>
/// <param name="Aic">2 · parameters − 2 · log-likelihood, zone factors counted as parameters.</param>
/// <param name="PseudoR2">McFadden: 1 − log-likelihood / log-likelihood of a constant.</param>
/// <param name="R2">Squared correlation of observed and fitted flows.</param>
/// <param name="Srmse">Root mean square error divided by the mean observed flow; 0 is perfect.</param>
/// <param name="CommonPart">Common part of commuters 2 Σ min(T, μ) / Σ (T + μ); 1 is perfect.</param>
/// <param name="Sorensen">Mean over entries of 2 min(T, μ) / (T + μ); 1 is perfect.</param>
public sealed record FitStatistics(
    double LogLikelihood, double Deviance, double Aic, double PseudoR2, double R2, double Srmse, double CommonPart, double Sorensen)
{
    /// <summary>Compares fitted with observed flows.</summary>
    /// <param name="observed">T, at least 0.</param>
    /// <param name="fitted">μ, above 0 wherever T is.</param>
    /// <param name="parameterCount">Number of fitted parameters, for <see cref="Aic"/>.</param>
    public static FitStatistics Compare(double[] observed, double[] fitted, int parameterCount)
    {
        var (n, total, fittedTotal) = (observed.Length, observed.Sum(), fitted.Sum());
        var (likelihood, constant, deviance, squares, common, sorensen) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var k = 0; k < n; k++)
        {
            var (t, mu) = (observed[k], fitted[k]);
            var logFactorial = SpecialFunctions.GammaLn(t + 1);
            likelihood += TimesLog(t, mu) - mu - logFactorial;
            constant += TimesLog(t, total / n) - (total / n) - logFactorial;
            deviance += 2 * (TimesLog(t, t) - TimesLog(t, mu) - (t - mu));
            squares += (t - mu) * (t - mu);
            common += 2 * Math.Min(t, mu);
            sorensen += t + mu > 0 ? 2 * Math.Min(t, mu) / (t + mu) : 1;
        }

        return new FitStatistics(
            likelihood, deviance, (2 * parameterCount) - (2 * likelihood), 1 - (likelihood / constant), SquaredCorrelation(observed, fitted),
            Math.Sqrt(squares / n) / (total / n), common / (total + fittedTotal), sorensen / n);
    }

    private static double TimesLog(double t, double value) => t == 0 ? 0 : t * Math.Log(value);

    private static double SquaredCorrelation(double[] x, double[] y)
    {
        var (meanX, meanY, xx, xy, yy) = (x.Average(), y.Average(), 0.0, 0.0, 0.0);
        for (var k = 0; k < x.Length; k++)
        {
            xx += (x[k] - meanX) * (x[k] - meanX);
            xy += (x[k] - meanX) * (y[k] - meanY);
            yy += (y[k] - meanY) * (y[k] - meanY);
        }

        return xx * yy > 0 ? xy * xy / (xx * yy) : double.NaN;
    }
}
