namespace MegaRegion.Modelling.Numerics;

/// <summary>Collects the problems of one input, up to a limit, so that a hopeless file does not fill the memory.</summary>
internal sealed class ProblemList(string source)
{
    /// <summary>After this many problems the reader stops looking for more.</summary>
    public const int Limit = 50;

    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Items => _problems;

    public bool IsEmpty => _problems.Count == 0;

    public bool IsFull => _problems.Count >= Limit;

    public void Add(int row, string field, string message)
    {
        if (!IsFull)
            _problems.Add(new Problem(source, row, field, message));
    }
}
