using System.Runtime.InteropServices;
using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Transit;

/// <summary>
/// Optimal strategies [Spiess1989]: a traveller at a stop chooses a set of attractive lines and boards whichever comes first.
/// Lines with frequencies f_a = 1 / headway are then waited for α / Σ f_a together (α the headway share), and line a is boarded
/// with probability f_a / Σ f_a. The expected cost to a destination satisfies
/// u_i = min over sets A of (α w + Σ_A f_a (c_a + u_j)) / Σ_A f_a, w the weight of waiting; walks and vehicles are not waited for.
/// <para>Method: for each destination links (i, j) are taken in the order of u_j + c_a; a link joins the set of its tail while
/// u_j + c_a is below u_i, which it then lowers. Trips are then loaded in the reverse order, in proportion to frequency.
/// Cost: O(m log m) per destination. Several lines never cost more than the best alone, so no cost exceeds that of
/// <see cref="TransitNetwork.Skim"/>.</para>
/// </summary>
public static class OptimalStrategy
{
    /// <summary>Finds the strategies of all zones and loads the trips on them.</summary>
    /// <param name="network">The services.</param>
    /// <param name="trips">Trips between the zones; the diagonal is not loaded.</param>
    /// <returns>Costs and loads, or which trips are wrong or have no way.</returns>
    public static Outcome<StrategyResult> Solve(TransitNetwork network, OdMatrix trips)
    {
        var zones = network.Graph.ZoneCount;
        if (trips.Size != zones)
            return Outcome<StrategyResult>.Refused(new Problem("trips", 0, "zones", $"the network has {zones} zones, the trip table {trips.Size}"));
        var (run, problems) = (new Run(network), new ProblemList("trips"));
        var (cost, flow) = (new OdMatrix(zones), new double[network.Links.Count]);
        for (var destination = 0; destination < zones; destination++)
        {
            run.Search(destination + 1);
            for (var origin = 0; origin < zones; origin++)
            {
                cost[origin, destination] = run.Cost(origin + 1);
                var value = trips[origin, destination];
                if (!(value >= 0 && double.IsFinite(value)))
                    problems.Add(0, "trips", $"expected a finite number of at least 0, found {value:R}");
                else if (value > 0 && !double.IsFinite(cost[origin, destination]))
                    problems.Add(0, "trips", $"zone {origin + 1} has trips to zone {destination + 1} but no way");
            }

            if (problems.IsEmpty)
                run.Load(trips, destination, flow);
        }

        return problems.IsEmpty ? new StrategyResult(cost, flow) : Outcome<StrategyResult>.Refused(problems.Items);
    }

    /// <summary>Strategies towards one destination after the other. Nodes are counted from 1.</summary>
    private sealed class Run
    {
        private readonly IReadOnlyList<NetworkLink> _links;
        private readonly double[] _frequency;
        private readonly double _meanWait;
        private readonly List<int>[] _entering;
        private readonly double[] _cost;
        private readonly double[] _combined;
        private readonly double[] _through;
        private readonly List<int> _accepted = [];
        private readonly bool[] _isTaken;
        private readonly PriorityQueue<(int Link, double HeadCost), double> _queue = new();

        public Run(TransitNetwork network)
        {
            _links = network.Graph.Definition.Links;
            _frequency = [.. network.Links.Select(link => link.HeadwayMinutes > 0 ? 1 / link.HeadwayMinutes : double.PositiveInfinity)];
            _meanWait = network.Weights.Wait * network.Weights.HeadwayShare;
            var nodes = network.Graph.NodeCount + 1;
            (_cost, _combined, _through) = (new double[nodes], new double[nodes], new double[nodes]);
            _isTaken = new bool[_links.Count];
            _entering = [.. Enumerable.Range(0, nodes).Select(_ => new List<int>())];
            for (var link = 0; link < _links.Count; link++)
                _entering[_links[link].ToNode].Add(link);
        }

        public double Cost(int node) => _cost[node];

        public void Search(int destination)
        {
            Array.Fill(_cost, double.PositiveInfinity);
            Array.Clear(_combined);
            Array.Clear(_isTaken);
            _accepted.Clear();
            _cost[destination] = 0;
            Offer(destination);
            while (_queue.TryDequeue(out var item, out var key))
            {
                var (tail, head) = (_links[item.Link].FromNode, _links[item.Link].ToNode);

                // An entry is outdated when its head has become cheaper since. A link that saves nothing stays out, and none
                // joins twice, whatever rounding does to its head.
                if (item.HeadCost != _cost[head] || key >= _cost[tail] || _isTaken[item.Link])
                    continue;
                _isTaken[item.Link] = true;
                Join(item.Link, tail, key);
                Offer(tail);
            }
        }

        public void Load(OdMatrix trips, int destination, double[] flow)
        {
            Array.Clear(_through);
            for (var origin = 0; origin < trips.Size; origin++)
                _through[origin + 1] = origin == destination ? 0 : trips[origin, destination];
            foreach (var link in Enumerable.Reverse(CollectionsMarshal.AsSpan(_accepted).ToArray()))
            {
                var (tail, head) = (_links[link].FromNode, _links[link].ToNode);
                var carried = _through[tail] * Share(link, tail);
                flow[link] += carried;
                _through[head] += carried;
            }
        }

        private double Share(int link, int tail) =>
            double.IsPositiveInfinity(_combined[tail]) ? (double.IsPositiveInfinity(_frequency[link]) ? 1 : 0) : _frequency[link] / _combined[tail];

        private void Join(int link, int tail, double key)
        {
            var frequency = _frequency[link];
            if (double.IsPositiveInfinity(frequency))
            {
                // What is there at once makes every wait pointless, also for those lines that had joined.
                (_cost[tail], _combined[tail]) = (key, frequency);
            }
            else if (_combined[tail] == 0)
            {
                (_cost[tail], _combined[tail]) = (key + (_meanWait / frequency), frequency);
            }
            else
            {
                var sum = _combined[tail] + frequency;
                (_cost[tail], _combined[tail]) = (((_combined[tail] * _cost[tail]) + (frequency * key)) / sum, sum);
            }

            _accepted.Add(link);
        }

        private void Offer(int node)
        {
            foreach (var link in _entering[node])
                _queue.Enqueue((link, _cost[node]), _cost[node] + _links[link].FreeFlowTime);
        }
    }
}
