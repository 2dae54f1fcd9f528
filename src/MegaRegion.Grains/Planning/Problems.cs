using MegaRegion.Contracts.Planning;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Grains.Planning;

/// <summary>Problems of documents and models as messages.</summary>
internal static class Problems
{
    /// <summary>A problem of a document.</summary>
    public static ProblemMessage Of(ScenarioProblem problem) =>
        new(problem.Line, problem.Field, problem.Expected.En, problem.Cure.En, problem.Expected.Ja, problem.Cure.Ja);

    /// <summary>A problem of a model, which says it in English.</summary>
    public static ProblemMessage Of(Problem problem) =>
        new(problem.Row, problem.Field, problem.Message, "", $"モデルで計算できません: {problem.Message}", "");
}
