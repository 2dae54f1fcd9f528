using MegaRegion.DataSet.Replay;

namespace MegaRegion.Cli.Load;

// A Poisson process whose rate follows the hour of the day. With Λ(t) the expected number of arrivals up to t, arrival n is
// where Λ reaches the sum of n exponential variables of mean 1 (time rescaling). The rate is constant within an hour of the
// simulated day, so Λ is a chain of straight lines that is walked forward: exact, and one draw for each arrival.

/// <summary>Arrivals at random, more at some hours of the simulated day than at others.</summary>
/// <param name="perSecond">Mean over a day, in a second of the wall clock; above 0.</param>
/// <param name="profile">Factor on it by hour.</param>
/// <param name="startHour">Hour of the day at which the load begins, 0 to below 24.</param>
/// <param name="speed">Simulated seconds in a second.</param>
/// <param name="random">Used by this process alone.</param>
internal sealed class PoissonArrivals(double perSecond, DailyProfile profile, double startHour, double speed, Random random)
{
    private const double SecondsOfHour = 3_600;
    private const int HoursOfDay = 24;

    private double _now;
    private long _hour = (long)startHour;

    /// <summary>The next arrival, in seconds since the beginning; never before the last one.</summary>
    public double Next()
    {
        var left = -Math.Log(1 - random.NextDouble());
        while (true)
        {
            var rate = perSecond * profile[(int)(_hour % HoursOfDay)];
            var end = (_hour + 1 - startHour) * SecondsOfHour / speed;
            if (rate * (end - _now) >= left)
                return _now += left / rate;
            left -= rate * (end - _now);
            _now = end;
            _hour++;
        }
    }
}
