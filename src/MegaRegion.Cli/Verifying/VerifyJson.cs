using MegaRegion.Cli.Output;
using MegaRegion.V1;

namespace MegaRegion.Cli.Verifying;

/// <summary>The result of a verification as JSON.</summary>
/// <param name="Reports">Reports in the journal.</param>
/// <param name="Flows">Flows in them.</param>
/// <param name="Differences">Over all levels; 0 is the promise.</param>
/// <param name="Conclusive">Whether everything was compared at one position.</param>
/// <param name="Seconds">How long it took.</param>
/// <param name="FirstPosition">The first position of the journal that is there; 1 unless reports were removed.</param>
/// <param name="FlowsPerLayer">Flows by layer.</param>
/// <param name="QuantityPerLayer">Quantity by layer, in its unit.</param>
/// <param name="Levels">The comparison at each level.</param>
internal sealed record VerifyJson(
    long Reports,
    long Flows,
    long Differences,
    bool Conclusive,
    double Seconds,
    long FirstPosition,
    IReadOnlyDictionary<string, long> FlowsPerLayer,
    IReadOnlyDictionary<string, long> QuantityPerLayer,
    IReadOnlyList<VerifyJson.LevelJson> Levels)
{
    /// <summary>From the contract's form.</summary>
    public static VerifyJson From(VerifyResult result) => new(
        result.Reports,
        result.Flows,
        result.Differences,
        result.Conclusive,
        result.Seconds,
        result.FirstPosition,
        result.Totals.ToDictionary(total => WireNames.Of(total.Layer), total => total.Flows, StringComparer.Ordinal),
        result.Totals.ToDictionary(total => WireNames.Of(total.Layer), total => total.Quantity, StringComparer.Ordinal),
        [.. result.Levels.Select(level => new LevelJson(WireNames.Of(level.Level), level.Places, level.Compared, level.Differences))]);

    /// <summary>The comparison at one level.</summary>
    internal sealed record LevelJson(string Level, long Places, long Compared, long Differences);
}
