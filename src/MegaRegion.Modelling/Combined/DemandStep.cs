using MegaRegion.Modelling.Assignment;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Combined;

/// <summary>
/// Steps of the demand on the objective of <see cref="CombinedEquilibrium"/>. With S the trips that the costs on the paths in
/// use call for, S − T is the direction of partial linearisation: a descent direction, and the negative gradient scaled by
/// the inverse of Φ″. It is made conjugate to the last one by the formula of [Polak1969] with this scaling, restarted where
/// that leads uphill or is soon stopped by a cell that falls to 0. Link flows follow along the paths in use, so trips and
/// flows move together on a straight line, on which the objective is minimised by Newton steps on its derivative inside a
/// shrinking interval. Costs only depend on link flows, so a step is one pass over the bushes to load the direction, a few
/// over links and cells to search, and one to move.
/// </summary>
internal sealed class DemandStep<TCost>
    where TCost : struct, ILinkCost
{
    private const int LineSearchSteps = 60;

    /// <summary>Steps stay this far from where a cell would become 0, except on the way to S itself.</summary>
    private const double Boundary = 0.999;

    /// <summary>
    /// Longest step. Steps beyond a few never pay; where S − T is down to rounding errors, totals that agree to 1e-12 only
    /// would call for huge ones.
    /// </summary>
    private const double Longest = 8;

    /// <summary>The line search ends when a Newton step changes the step by no more than this part of it.</summary>
    private const double StepPrecision = 1e-12;

    private readonly ITripDemand _demand;
    private readonly BushSet<TCost> _bushes;
    private readonly OdMatrix[] _trips;
    private readonly OdMatrix[] _direction;
    private readonly OdMatrix[] _plain;
    private readonly double[] _entries;
    private readonly double[] _flowDirection;
    private double _lastDescent;

    public DemandStep(ITripDemand demand, BushSet<TCost> bushes, OdMatrix[] trips)
    {
        (_demand, _bushes, _trips) = (demand, bushes, trips);
        OdMatrix[] Tables() => [.. trips.Select(table => new OdMatrix(table.Size))];
        (_direction, _plain) = (Tables(), Tables());
        (_entries, _flowDirection) = (new double[bushes.Trips.Trips.Length], new double[bushes.Links.Flow.Length]);
    }

    /// <summary>Steps taken.</summary>
    public int Count { get; private set; }

    /// <summary>Moves trips, bushes and links, and returns by how much the trips had missed the minimum at their path costs.</summary>
    /// <param name="cost">Cost of every pair on the paths in use.</param>
    /// <param name="called">The trips that it calls for.</param>
    public double Take(OdMatrix cost, OdMatrix[] called)
    {
        var excess = _demand.Divergence(_trips, called);
        if (excess == 0)
            return 0;
        var most = Aim(cost, called);
        _bushes.Trips.Gather(_direction[0], _entries);
        _bushes.LoadAlongPaths(_entries, _flowDirection);
        Move(Search(most));
        Count++;
        return excess;
    }

    /// <summary>Chooses the direction and returns the longest step along it.</summary>
    private double Aim(OdMatrix cost, OdMatrix[] called)
    {
        var cross = _lastDescent > 0 ? -Slope(cost, _plain) : 0;
        for (var mode = 0; mode < called.Length; mode++)
        {
            for (var pair = 0; pair < called[mode].Values.Length; pair++)
                _plain[mode].Values[pair] = called[mode].Values[pair] - _trips[mode].Values[pair];
        }

        var descent = -Slope(cost, _plain);
        var share = _lastDescent > 0 ? Math.Max(0, (descent - cross) / _lastDescent) : 0;
        _lastDescent = descent;
        if (share > 0 && double.IsFinite(share))
        {
            Mix(share);
            var most = Boundary * LongestStep();
            if (most >= 1 && Slope(cost, _direction) < 0)
                return most;
        }

        Mix(0);
        return Math.Max(1, Boundary * LongestStep());
    }

    /// <summary>direction ← plain + share · direction.</summary>
    private void Mix(double share)
    {
        for (var mode = 0; mode < _plain.Length; mode++)
        {
            var direction = _direction[mode].Values;
            var plain = _plain[mode].Values;
            for (var pair = 0; pair < plain.Length; pair++)
                direction[pair] = share == 0 ? plain[pair] : plain[pair] + (share * direction[pair]);
        }
    }

    /// <summary>Derivative of the objective along a change of trips that keep their paths.</summary>
    private double Slope(OdMatrix cost, OdMatrix[] direction)
    {
        var sum = _demand.Slope(_trips, direction, 0, out _);
        for (var pair = 0; pair < cost.Values.Length; pair++)
            sum += direction[0].Values[pair] != 0 ? direction[0].Values[pair] * cost.Values[pair] : 0;
        return sum;
    }

    /// <summary>The longest step that leaves no cell negative.</summary>
    private double LongestStep()
    {
        var longest = Longest;
        for (var mode = 0; mode < _direction.Length; mode++)
        {
            var direction = _direction[mode].Values;
            var trips = _trips[mode].Values;
            for (var pair = 0; pair < trips.Length; pair++)
            {
                if (direction[pair] < 0 && trips[pair] + (longest * direction[pair]) < 0)
                    longest = -trips[pair] / direction[pair];
            }
        }

        return longest;
    }

    private double Search(double most)
    {
        var (low, high, step) = (0.0, most, Math.Min(1, most));
        for (var k = 0; k < LineSearchSteps; k++)
        {
            var slope = SlopeAt(step, out var curvature);
            if (slope < 0)
                low = step;
            else
                high = step;
            if (low >= most)
                return most;
            var newton = step - (slope / curvature);
            var next = newton > low && newton < high ? newton : 0.5 * (low + high);
            if (Math.Abs(next - step) <= StepPrecision * step)
                break;
            step = next;
        }

        return step;
    }

    private double SlopeAt(double step, out double curvature)
    {
        var (flow, links) = (_bushes.Links.Flow, _bushes.Links.Function);
        var sum = _demand.Slope(_trips, _direction, step, out curvature);
        for (var link = 0; link < flow.Length; link++)
        {
            var along = _flowDirection[link];
            if (along == 0)
                continue;
            sum += along * links.Cost(link, Math.Max(0, flow[link] + (step * along)), out var slope);
            curvature += along * along * slope;
        }

        return sum;
    }

    private void Move(double step)
    {
        for (var mode = 0; mode < _trips.Length; mode++)
        {
            var trips = _trips[mode].Values;
            var direction = _direction[mode].Values;
            for (var pair = 0; pair < trips.Length; pair++)
                trips[pair] = Math.Max(0, trips[pair] + (step * direction[pair]));
        }

        _bushes.Trips.Gather(_trips[0], _bushes.Trips.Trips);
        _bushes.SumFlows();
    }
}
