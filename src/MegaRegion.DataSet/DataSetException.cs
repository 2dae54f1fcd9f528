namespace MegaRegion.DataSet;

/// <summary>
/// The data set on disk is not usable. All problems of the part that was being read are reported together, up to
/// <see cref="MaxProblems"/>.
/// </summary>
public sealed class DataSetException : Exception
{
    /// <summary>The most problems that one exception lists; <see cref="TotalProblems"/> counts the rest as
    /// well.</summary>
    public const int MaxProblems = 100;

    /// <summary>Creates the exception.</summary>
    /// <param name="problems">In the order in which they were found; at least one.</param>
    /// <param name="totalProblems">How many were found, listed or not.</param>
    public DataSetException(IReadOnlyList<DataProblem> problems, int totalProblems)
        : base(Describe(problems, totalProblems))
    {
        Problems = problems;
        TotalProblems = totalProblems;
    }

    /// <summary>The problems, at most <see cref="MaxProblems"/>.</summary>
    public IReadOnlyList<DataProblem> Problems { get; }

    /// <summary>How many problems were found, listed or not.</summary>
    public int TotalProblems { get; }

    private static string Describe(IReadOnlyList<DataProblem> problems, int total)
    {
        var lines = problems.Select(problem => "  " + problem);
        var rest = total > problems.Count ? $"{Environment.NewLine}  ... and {total - problems.Count} more" : "";
        var list = string.Join(Environment.NewLine, lines);
        return $"The data set has {total} problem(s):{Environment.NewLine}{list}{rest}";
    }
}
