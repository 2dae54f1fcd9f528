using MegaRegion.Scenarios.Comparing;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Tests.Running;

public class ForecastCheckTests
{
    private const int Days = 73;

    private static readonly Lazy<ScenarioResult> Run = new(() => ShippedWorld.Run(ShippedWorld.With("  - demand: {factor: 1.2}")).Result);

    [Fact]
    public void A_forecast_that_came_true_has_no_error()
    {
        var check = ForecastCheck.Of(Run.Value, ShippedWorld.World, Shown(scale: 1), Days);
        foreach (var row in check.Layers.Rows)
        {
            Number(check.Layers, row, "error").ShouldBe(0, 1e-9);
            Number(check.Layers, row, "common-part").ShouldBe(1, 1e-9);
            Number(check.Layers, row, "percent").ShouldBe(0, 1e-7);
            Number(check.Layers, row, "error-unchanged").ShouldBeGreaterThan(0.1);
        }
    }

    [Fact]
    public void A_forecast_of_half_of_what_came_is_off_by_half_and_names_the_largest_pairs()
    {
        var check = ForecastCheck.Of(Run.Value, ShippedWorld.World, Shown(scale: 2), Days, pairs: 3);
        Number(check.Layers, check.Layers.Rows[0], "percent").ShouldBe(-50, 1e-7);
        Number(check.Layers, check.Layers.Rows[0], "error").ShouldBe(0.5, 1e-9);
        Number(check.Layers, check.Layers.Rows[0], "common-part").ShouldBe(2.0 / 3, 1e-9);
        check.Pairs.Rows.Count.ShouldBe(12);
        check.Pairs.Rows.Take(3).Select(row => Math.Abs(Number(check.Pairs, row, "difference"))).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void A_layer_of_which_nothing_was_shown_has_no_error_to_tell()
    {
        var check = ForecastCheck.Of(Run.Value, ShippedWorld.World, [], Days);
        check.Layers.Rows[0].Numbers[RunColumn(check.Layers, "error")].ShouldBeNull();
        Number(check.Layers, check.Layers.Rows[0], "common-part").ShouldBe(0);
    }

    // The run's own flows, as a ledger that was watched for a fifth of a year would show them.
    private static List<ObservedFlow> Shown(double scale)
    {
        var flows = new List<ObservedFlow>();
        foreach (var layer in Run.Value.Flows)
        {
            for (var pair = 0; pair < layer.After.Count; pair++)
                flows.Add(new ObservedFlow(layer.Layer, layer.Places[pair / layer.Places.Count], layer.Places[pair % layer.Places.Count], scale * layer.After[pair] * Days / 365));
        }

        return flows;
    }

    private static double Number(ResultTable table, ResultRow row, string key) => row.Numbers[RunColumn(table, key)]!.Value;

    private static int RunColumn(ResultTable table, string key) =>
        table.Columns.Where(column => column.IsNumber).ToList().FindIndex(column => string.Equals(column.Key, key, StringComparison.Ordinal));
}
