using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Region-to-region changes of every layer.</summary>
internal static class RegionTable
{
    public static ResultTable Make(RunContext context)
    {
        var world = context.Model.World;
        string[] regions = [.. world.Prefectures.Select(facts => facts.Region.Value).Distinct(StringComparer.Ordinal)];
        int[] ofPrefecture = [.. world.Prefectures.Select(facts => Array.IndexOf(regions, facts.Region.Value))];
        int[] ofZone = [.. world.Geography.PrefectureOfZone.Select(prefecture => ofPrefecture[prefecture])];
        var rows = new List<ResultRow>();
        for (var layer = 0; layer < 4; layer++)
        {
            var of = layer == 0 ? ofZone : ofPrefecture;
            var (before, after) = (Sum(LayerMatrices.Before(context, layer), of, regions.Length), Sum(LayerMatrices.After(context, layer), of, regions.Length));
            var noise = layer == 0 ? Sum(context.Noise, of, regions.Length) : new OdMatrix(regions.Length);
            for (var i = 0; i < regions.Length; i++)
            {
                for (var j = 0; j < regions.Length; j++)
                {
                    if (before[i, j] > 0 || after[i, j] > 0)
                        rows.Add(Columns.Row([CouplingTable.Layers[layer], regions[i], regions[j]], Columns.ChangeOf(before[i, j], after[i, j], noise[i, j])));
                }
            }
        }

        return new ResultTable
        {
            Key = "regions",
            TitleEn = "Flows between regions",
            TitleJa = "地方間の流動",
            NoteEn = "People and goods are observed before; money (donations) and information (calls) are modelled, and so is everything after. Units: persons, kg, yen, messages a year.",
            NoteJa = "変化前のヒト・モノは実績、カネ（寄附）・情報（通話）はモデル値。変化後はすべてモデル値。単位は年間の人・kg・円・通。",
            KeyColumns = 3,
            Columns = [Columns.Text("layer", "Layer", "層"), Columns.Text("from", "From", "出発"), Columns.Text("to", "To", "到着"), .. Columns.Change("", FigureLabel.Observed)],
            Rows = rows,
        };
    }

    private static OdMatrix Sum(OdMatrix flows, int[] of, int size)
    {
        var sum = new OdMatrix(size);
        for (var i = 0; i < flows.Size; i++)
        {
            for (var j = 0; j < flows.Size; j++)
                sum[of[i], of[j]] += flows[i, j];
        }

        return sum;
    }
}
