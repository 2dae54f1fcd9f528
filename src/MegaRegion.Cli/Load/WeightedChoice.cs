namespace MegaRegion.Cli.Load;

/// <summary>Picks an index with a probability in proportion to its weight. Immutable.</summary>
internal sealed class WeightedChoice
{
    private readonly double[] _cumulative;

    /// <summary>From weights.</summary>
    /// <param name="weights">None below 0, at least one above.</param>
    /// <exception cref="ArgumentException">They are not.</exception>
    public WeightedChoice(IReadOnlyList<double> weights)
    {
        _cumulative = new double[weights.Count];
        for (var i = 0; i < weights.Count; i++)
        {
            if (!(weights[i] >= 0))
                throw new ArgumentException($"Weight {i} is {weights[i]}, not 0 or more.", nameof(weights));
            Total = _cumulative[i] = Total + weights[i];
        }

        if (!(Total > 0))
            throw new ArgumentException("No weight is above 0.", nameof(weights));
    }

    /// <summary>Sum of the weights.</summary>
    public double Total { get; }

    /// <summary>The next index; one of weight 0 never comes.</summary>
    public int Next(Random random)
    {
        var point = random.NextDouble() * Total;
        var (low, high) = (0, _cumulative.Length - 1);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_cumulative[middle] > point)
                high = middle;
            else
                low = middle + 1;
        }

        return low;
    }
}
