namespace MegaRegion.Modelling.Dynamics;

/// <summary>The adaptive time stepping of <see cref="HubDynamics.Follow"/>.</summary>
internal sealed class HubTrajectory
{
    private const double Safety = 0.9;
    private const double LargestGrowth = 4;
    private const double LargestCut = 0.2;

    /// <summary>ln W below which a hub has died out in numbers; its pull is 0.</summary>
    private const double DeadLogSize = -700;

    private readonly HubSystem _system;
    private readonly double _speed;
    private readonly double _tolerance;
    private readonly double[] _size;
    private readonly double[] _inflow;
    private double[] _logSize;
    private double _time;
    private double _step;

    public HubTrajectory(HubSystem system, ReadOnlySpan<double> start, double speed, double tolerance)
    {
        (_system, _speed, _tolerance) = (system, speed, tolerance);
        (_size, _inflow, _logSize) = (new double[start.Length], new double[start.Length], new double[start.Length]);
        for (var hub = 0; hub < start.Length; hub++)
            _logSize[hub] = start[hub] > 0 ? Math.Log(start[hub]) : double.NegativeInfinity;
        var largest = Rate(_logSize).Max(Math.Abs);
        _step = largest > 0 ? 0.01 / largest : 1;
    }

    /// <summary>Steps until a time and returns the sizes there.</summary>
    public double[] AdvanceTo(double time)
    {
        while (_time < time)
        {
            var step = Math.Min(_step, time - _time);
            var (next, error) = Try(step);
            var factor = error > 0 ? Safety * Math.Cbrt(_tolerance / error) : LargestGrowth;
            if (error <= _tolerance)
                (_time, _logSize) = (step < _step ? time : _time + step, next);
            if (error > _tolerance || step >= _step)
                _step = step * Math.Clamp(factor, LargestCut, LargestGrowth);
        }

        return [.. _logSize.Select(Math.Exp)];
    }

    private (double[] Next, double Error) Try(double step)
    {
        var first = Rate(_logSize);
        var second = Rate(Shifted(0.5 * step, first));
        var third = Rate(Shifted(0.75 * step, second));
        var next = new double[_logSize.Length];
        for (var hub = 0; hub < next.Length; hub++)
            next[hub] = _logSize[hub] + (step * ((2 * first[hub]) + (3 * second[hub]) + (4 * third[hub])) / 9);
        var fourth = Rate(next);
        var error = 0.0;
        for (var hub = 0; hub < next.Length; hub++)
        {
            var estimate = step * ((-5.0 / 72 * first[hub]) + (second[hub] / 12) + (third[hub] / 9) - (fourth[hub] / 8));
            error = Math.Max(error, Math.Abs(estimate));
        }

        return (next, error);
    }

    private double[] Shifted(double step, double[] rate) => [.. _logSize.Select((value, hub) => value + (step * rate[hub]))];

    /// <summary>ε (D − κ W); 0 for hubs that have died out.</summary>
    private double[] Rate(double[] logSize)
    {
        for (var hub = 0; hub < logSize.Length; hub++)
            _size[hub] = logSize[hub] < DeadLogSize ? 0 : Math.Exp(logSize[hub]);
        _system.Inflow(_size, _inflow);
        var rate = new double[logSize.Length];
        for (var hub = 0; hub < rate.Length; hub++)
            rate[hub] = _size[hub] > 0 ? _speed * (_inflow[hub] - (_system.Upkeep[hub] * _size[hub])) : 0;
        return rate;
    }
}
