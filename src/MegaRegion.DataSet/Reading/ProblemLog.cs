namespace MegaRegion.DataSet.Reading;

/// <summary>Collects problems while files are read, so that a user can cure all of them at once.</summary>
internal sealed class ProblemLog
{
    private readonly List<DataProblem> _problems = [];

    /// <summary>How many were added, kept or not.</summary>
    public int Total { get; private set; }

    /// <summary>The kept ones, at most <see cref="DataSetException.MaxProblems"/>.</summary>
    public IReadOnlyList<DataProblem> Problems => _problems;

    public void Add(string file, int row, string column, string message, string cure)
    {
        Total++;
        if (_problems.Count < DataSetException.MaxProblems)
            _problems.Add(new DataProblem(file, row, column, message, cure));
    }

    /// <summary>Throws when anything was added.</summary>
    public void ThrowIfAny()
    {
        if (Total > 0)
            throw new DataSetException([.. _problems], Total);
    }
}
