using System.Diagnostics.CodeAnalysis;

namespace MegaRegion.Scenarios.Language;

/// <summary>A sound value, or all problems of the document it was to be made of.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="Value">The value; null when there are problems.</param>
/// <param name="Problems">All problems, by line; empty when the document is sound.</param>
public sealed record Checked<T>(T? Value, IReadOnlyList<ScenarioProblem> Problems)
    where T : class
{
    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsSound => Value is not null && Problems.Count == 0;
}
