namespace MegaRegion.Scenarios.Language;

/// <summary>Gathers problems of one document in the order of its lines.</summary>
internal sealed class ProblemCollector
{
    private readonly List<ScenarioProblem> _problems = [];

    /// <summary>What was found, by line.</summary>
    public IReadOnlyList<ScenarioProblem> Problems => [.. _problems.OrderBy(problem => problem.Line)];

    public bool IsEmpty => _problems.Count == 0;

    public void Add(int line, string field, Bilingual expected, Bilingual cure) =>
        _problems.Add(new ScenarioProblem(line, field, expected, cure));
}
