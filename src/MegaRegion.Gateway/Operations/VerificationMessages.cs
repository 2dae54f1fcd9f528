using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Queries;
using MegaRegion.Grains.Verification;
using Wire = MegaRegion.V1;

namespace MegaRegion.Gateway.Operations;

/// <summary>What a verification found, as the contract has it.</summary>
internal static class VerificationMessages
{
    /// <summary>The result of the last response.</summary>
    public static Wire.VerifyResult ToWire(VerificationResult result, PlaceDirectory places) => new()
    {
        Reports = result.Reports,
        Flows = result.Flows,
        Totals = { result.Totals.Select(ToWire) },
        Levels = { result.Levels.Select(ToWire) },
        Differences = result.Differences,
        Listed = { result.Listed.Select(difference => ToWire(difference, places)) },
        Conclusive = result.Conclusive,
        Seconds = result.Duration.TotalSeconds,
        FirstPosition = result.FirstPosition,
    };

    private static Wire.LayerTotal ToWire(LayerSum sum) => new()
    {
        Layer = (Wire.Layer)sum.Layer,
        Quantity = sum.Quantity,
        Flows = sum.Flows,
    };

    private static Wire.LevelCheck ToWire(LevelComparison comparison) => new()
    {
        Level = (Wire.Level)comparison.Level,
        Places = comparison.Places,
        Compared = comparison.Compared,
        Differences = comparison.Differences,
    };

    private static Wire.Difference ToWire(LedgerDifference difference, PlaceDirectory places) => new()
    {
        Place = difference.Place.Value,
        Expected = ToWire(difference.Expected, places),
        Actual = ToWire(difference.Actual, places),
        WindowSize = (Wire.WindowSize)difference.Expected.Window.Size,
    };

    private static Wire.FlowCell ToWire(Cell cell, PlaceDirectory places) =>
        Contract.ToWire(cell.Pair, cell.Quantity, cell.Window.StartUnixMilliseconds, places);
}
