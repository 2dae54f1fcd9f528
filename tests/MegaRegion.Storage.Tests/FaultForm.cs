namespace MegaRegion.Storage.Tests;

/// <summary>How hard a fault test tries: <c>MEGAREGION_FAULTS=full</c> runs the full form.</summary>
internal static class FaultForm
{
    /// <summary>Whether this is the full form.</summary>
    public static bool IsFull { get; } = string.Equals(
        Environment.GetEnvironmentVariable("MEGAREGION_FAULTS"), "full", StringComparison.Ordinal);

    /// <summary>The first number in the short form, the second in the full one.</summary>
    public static int Choose(int brief, int full) => IsFull ? full : brief;

    /// <summary>Writes a figure to the test's output.</summary>
    public static void Say(FormattableString line) =>
        TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(line));
}
