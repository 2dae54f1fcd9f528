using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>The flows that a result keeps.</summary>
internal static class LayerMatrices
{
    private static readonly string[] Units = ["persons", "kg", "yen", "messages"];

    private static readonly FigureLabel[] Labels = [FigureLabel.Observed, FigureLabel.Observed, FigureLabel.Modelled, FigureLabel.Modelled];

    public static IReadOnlyList<LayerMatrix> Of(RunContext context)
    {
        var world = context.Model.World;
        string[] zones = [.. world.Inputs.Zones.Select(zone => zone.Id.Value)];
        string[] prefectures = [.. world.Prefectures.Select(facts => facts.Id.Value)];
        return [.. Enumerable.Range(0, 4).Select(layer => new LayerMatrix(
            CouplingTable.Layers[layer],
            Units[layer],
            Labels[layer],
            layer == 0 ? zones : prefectures,
            Before(context, layer).Values.ToArray(),
            After(context, layer).Values.ToArray()))];
    }

    /// <summary>A layer of the baseline: people between zones, others between prefectures.</summary>
    public static OdMatrix Before(RunContext context, int layer) => layer == 0 ? context.TripsBefore : context.Before.Others[layer - 1];

    /// <summary>A layer with the changes.</summary>
    public static OdMatrix After(RunContext context, int layer) => layer == 0 ? context.TripsAfter : context.After.Others[layer - 1];
}
