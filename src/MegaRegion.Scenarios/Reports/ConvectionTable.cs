using MegaRegion.Modelling.Circulation;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Convection against drain, per layer (S20), with what the other layers induced (S27).</summary>
internal static class ConvectionTable
{
    public static ResultTable Make(RunContext context) => new()
    {
        Key = "convection",
        TitleEn = "Convection and drain by layer",
        TitleJa = "層別の対流と偏流",
        NoteEn = "Convection share: energy of net flows that circulates over all energy of net flows. Reciprocity: part of the flow that is returned. Drains most to, from: ends of the potential.",
        NoteJa = "対流比率は純流動のエネルギーのうち循環する割合。往復率は逆向きの流動で返される割合。引く側・引かれる側はポテンシャルの両端。",
        Columns =
        [
            Columns.Text("layer", "Layer", "層"), Columns.Text("sink", "Drains most to", "最も引く地域"), Columns.Text("source", "Drains most from", "最も引かれる地域"),
            Columns.Number("share", "Convection share before", "対流比率（前）", ""), Columns.Number("shareAfter", "Convection share after", "対流比率（後）", ""),
            Columns.Number("reciprocity", "Reciprocity before", "往復率（前）", ""), Columns.Number("reciprocityAfter", "Reciprocity after", "往復率（後）", ""),
            Columns.Number("total", "Flow before", "流動（前）", ""), Columns.Number("totalAfter", "Flow after", "流動（後）", ""),
            Columns.Number("induced", "Induced by other layers", "他の層による誘発", "%"),
        ],
        Rows = [.. Enumerable.Range(0, 4).Select(layer => Row(context, layer))],
    };

    private static ResultRow Row(RunContext context, int layer)
    {
        var (before, after) = (LayerMatrices.Before(context, layer), LayerMatrices.After(context, layer));
        var (was, now) = (HodgeDecomposition.Decompose(before), HodgeDecomposition.Decompose(after));
        string Name(int k) => layer == 0 ? context.Model.World.Inputs.Zones[k].Id.Value : context.Model.World.Prefectures[k].Id.Value;
        var (sink, source) = (Array.IndexOf(now.Potential, now.Potential.Max()), Array.IndexOf(now.Potential, now.Potential.Min()));
        return Columns.Row(
            [CouplingTable.Layers[layer], Name(sink), Name(source)],
            [Finite(was.ConvectionShare), Finite(now.ConvectionShare), Reciprocity(before), Reciprocity(after), FlowMeasures.Between(before), FlowMeasures.Between(after), 100 * Induced(context, layer)]);
    }

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static double Reciprocity(OdMatrix flows)
    {
        var (returned, all) = (0.0, 0.0);
        for (var i = 0; i < flows.Size; i++)
        {
            for (var j = 0; j < flows.Size; j++)
            {
                if (i == j)
                    continue;
                returned += Math.Min(flows[i, j], flows[j, i]);
                all += flows[i, j];
            }
        }

        return all > 0 ? returned / all : 0;
    }

    /// <summary>Part of the layer's flow that coupling added, between prefectures.</summary>
    private static double Induced(RunContext context, int layer)
    {
        var (induced, of) = (context.After.Induced[layer], context.Model.World.Geography.PrefectureOfZone);
        var (after, more, all) = (LayerMatrices.After(context, layer), 0.0, 0.0);
        for (var i = 0; i < after.Size; i++)
        {
            for (var j = 0; j < after.Size; j++)
            {
                var change = layer == 0 ? induced[of[i], of[j]] : induced[i, j];
                more += after[i, j] * (1 - Math.Exp(-change));
                all += after[i, j];
            }
        }

        return all > 0 ? more / all : 0;
    }
}
