namespace MegaRegion.Interop.Tests;

/// <summary>What a script printed and how it ended.</summary>
internal sealed record NodeResult(IReadOnlyList<string> Lines, string Errors, int ExitCode)
{
    /// <summary>The cases that failed, each with its reason.</summary>
    public IReadOnlyList<string> Failed => [.. Lines.Where(static line => line.StartsWith("failed ", StringComparison.Ordinal))];

    /// <summary>How many cases passed.</summary>
    public int PassedCount => Lines.Count(static line => line.StartsWith("passed ", StringComparison.Ordinal));

    /// <summary>Fails the test unless all cases passed.</summary>
    public void ShouldHavePassed(int count)
    {
        Failed.ShouldBeEmpty();
        ExitCode.ShouldBe(0, Errors);
        PassedCount.ShouldBe(count);
    }
}
