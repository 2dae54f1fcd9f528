using System.Globalization;
using MegaRegion.Faults.Tests.Servers;

namespace MegaRegion.Faults.Tests;

/// <summary>
/// How hard a fault test tries, and its seed, which it prints. <c>MEGAREGION_FAULTS=full</c> runs the full form,
/// <c>MEGAREGION_FAULTS_SEED</c> repeats the choices of an earlier run.
/// </summary>
internal sealed class FaultRun
{
    public FaultRun(string row)
    {
        var given = Environment.GetEnvironmentVariable("MEGAREGION_FAULTS_SEED");
        Seed = int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : Random.Shared.Next(1_000_000);
        Random = new Random(Seed);
        Say($"{row}: seed {Seed}, {(IsFull ? "full" : "short")} form, {ChosenStore.Name}");
    }

    public static bool IsFull { get; } = string.Equals(
        Environment.GetEnvironmentVariable("MEGAREGION_FAULTS"), "full", StringComparison.Ordinal);

    /// <summary>How long a load lasts: <paramref name="full"/> seconds in the full form, unless the variable says otherwise.</summary>
    public static TimeSpan Duration(string variable, int brief, int full) => TimeSpan.FromSeconds(Count(variable, brief, full));

    /// <summary>How often something is done: <paramref name="full"/> times in the full form, unless the variable says otherwise.</summary>
    public static int Count(string variable, int brief, int full) => !IsFull ? brief
        : int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given
        : full;

    public int Seed { get; }

    public Random Random { get; }

    /// <summary>Writes a figure to the test's output.</summary>
    public void Say(FormattableString line) =>
        TestContext.Current.TestOutputHelper?.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
