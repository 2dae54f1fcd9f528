namespace MegaRegion.Bench.Queries;

/// <summary>How long a client waited for its answers, in milliseconds from question to whole answer.</summary>
public sealed record QueryBenchResult
{
    /// <summary>Questions that were measured; at least one.</summary>
    public required int Queries { get; init; }

    /// <summary>Half of the answers were there within this.</summary>
    public required double P50Milliseconds { get; init; }

    /// <summary>99 of 100 answers were there within this.</summary>
    public required double P99Milliseconds { get; init; }

    /// <summary>The longest wait.</summary>
    public required double MaxMilliseconds { get; init; }

    /// <summary>Sorts and counts.</summary>
    internal static QueryBenchResult Of(IEnumerable<double> milliseconds)
    {
        double[] sorted = [.. milliseconds.Order()];
        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
        return new QueryBenchResult
        {
            Queries = sorted.Length,
            P50Milliseconds = At(0.5),
            P99Milliseconds = At(0.99),
            MaxMilliseconds = At(1),
        };
    }
}
