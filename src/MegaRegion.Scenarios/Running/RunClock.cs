using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>
/// Tells how far a run is. Stages count by the shares of time that they took when measured; inside the solve the logarithm
/// of the gap counts. The time left is what the part done has taken, scaled to the rest.
/// </summary>
internal sealed class RunClock
{
    private readonly RunOptions _options;
    private readonly SolveSettings _settings;
    private readonly long _start;
    private readonly double[] _weight;
    private RunStage _stage;
    private double _gap = double.NaN;

    public RunClock(RunOptions options, SolveSettings settings)
    {
        (_options, _settings, _start) = (options, settings, options.Time.GetTimestamp());
        var years = settings.DynamicsUntil is { } until ? Math.Max(1, (until - 2020) / settings.DynamicsStepYears) : 0;
        _weight = [1, 2, years, settings.Draws / 100.0, 1, 0];
    }

    public void Begin(RunStage stage)
    {
        _stage = stage;
        Tell(0);
    }

    /// <summary>A part of the stage is done, 0 to 1.</summary>
    public void Part(double fraction) => Tell(fraction);

    /// <summary>The solve has come to a gap.</summary>
    public void Gap(double gap)
    {
        _gap = gap;
        Tell(gap > 0 ? Math.Clamp(Math.Log10(gap) / Math.Log10(_settings.Gap), 0, 1) : 1);
    }

    private void Tell(double fractionOfStage)
    {
        if (_options.Progress is null)
            return;
        var (done, all) = (_weight.Take((int)_stage).Sum() + (_weight[(int)_stage] * fractionOfStage), _weight.Sum());
        var part = _stage == RunStage.Done ? 1 : done / all;
        var elapsed = _options.Time.GetElapsedTime(_start);
        TimeSpan? left = part > 0 ? elapsed * ((1 - part) / part) : null;
        _options.Progress.Report(new RunProgress(_stage, _gap, part, elapsed, left));
    }
}
