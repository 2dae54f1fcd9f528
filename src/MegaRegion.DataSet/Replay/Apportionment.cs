namespace MegaRegion.DataSet.Replay;

/// <summary>Shares out whole quantities.</summary>
public static class Apportionment
{
    /// <summary>
    /// The largest-remainder method: parts in proportion to the weights that add up to <paramref name="total"/>
    /// exactly. Equal remainders go to the earlier part.
    /// </summary>
    /// <param name="total">At least 0.</param>
    /// <param name="weights">None negative, at least one above 0.</param>
    public static long[] LargestRemainder(long total, ReadOnlySpan<long> weights)
    {
        Int128 sum = 0;
        foreach (var weight in weights)
            sum += weight;

        var parts = new long[weights.Length];
        var rests = new Int128[weights.Length];
        var missing = total;
        for (var i = 0; i < weights.Length; i++)
        {
            var product = (Int128)total * weights[i];
            parts[i] = (long)(product / sum);
            rests[i] = product % sum;
            missing -= parts[i];
        }

        var order = Enumerable.Range(0, parts.Length).OrderByDescending(i => rests[i]).ThenBy(i => i);
        foreach (var i in order.Take((int)missing))
            parts[i]++;
        return parts;
    }
}
