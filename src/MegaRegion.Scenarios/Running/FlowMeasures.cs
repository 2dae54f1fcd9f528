using MegaRegion.Modelling.Circulation;
using MegaRegion.Modelling.Indicators;
using MegaRegion.Modelling.Networks;
using MegaRegion.Scenarios.Results;

namespace MegaRegion.Scenarios.Running;

/// <summary>The headline figures that follow from flows alone, so that draws can repeat them.</summary>
internal static class FlowMeasures
{
    /// <summary>What is measured, in the order of <see cref="Of"/>.</summary>
    public static readonly IReadOnlyList<(string Key, string En, string Ja, string Unit, FigureLabel Label, FigureLabel Baseline)> Definitions =
    [
        ("people.trips", "Trips between zones", "ゾーン間の旅客流動", "persons/year", FigureLabel.Modelled, FigureLabel.Observed),
        ("people.rail", "Trips by rail", "鉄道", "persons/year", FigureLabel.Modelled, FigureLabel.Observed),
        ("people.air", "Trips by air", "航空", "persons/year", FigureLabel.Modelled, FigureLabel.Observed),
        ("people.car", "Trips by car", "自動車", "persons/year", FigureLabel.Modelled, FigureLabel.Observed),
        ("people.bus", "Trips by bus", "バス", "persons/year", FigureLabel.Modelled, FigureLabel.Observed),
        ("people.surplus", "Benefit to travellers", "利用者便益", "yen/year", FigureLabel.Modelled, FigureLabel.Modelled),
        ("goods.total", "Goods between prefectures", "都道府県間の貨物", "kg/year", FigureLabel.Modelled, FigureLabel.Observed),
        ("money.total", "Money between prefectures (donations)", "都道府県間の資金（寄附）", "yen/year", FigureLabel.Assumed, FigureLabel.Modelled),
        ("information.total", "Messages between prefectures (calls)", "都道府県間の情報（通話）", "messages/year", FigureLabel.Assumed, FigureLabel.Modelled),
        ("people.convection", "Convection share of people", "旅客の対流比率", "share", FigureLabel.Modelled, FigureLabel.Observed),
        ("people.straw-shift", "Shift of the straw index", "ストロー指数の変化", "index", FigureLabel.Modelled, FigureLabel.Observed),
        ("people.concentration", "Concentration of arrivals (Theil)", "到着の集中度（タイル指数）", "index", FigureLabel.Modelled, FigureLabel.Observed),
    ];

    /// <summary>Measures flows against the baseline's.</summary>
    public static double[] Of(OdMatrix[] trips, OdMatrix[] others, double surplusYen, OdMatrix before)
    {
        var all = SolvedLayers.Sum(trips);
        return
        [
            all.Total(),
            trips[0].Total(),
            trips[1].Total(),
            trips[2].Total(),
            trips[3].Total(),
            surplusYen,
            Between(others[0]),
            Between(others[1]),
            Between(others[2]),
            HodgeDecomposition.ConvectionShare(all),
            Concentration.StrawShift(before, all),
            Concentration.Theil(Arriving(all), Arriving(before)),
        ];
    }

    /// <summary>Sum over destinations.</summary>
    public static double[] Arriving(OdMatrix flows)
    {
        var arriving = new double[flows.Size];
        for (var pair = 0; pair < flows.Values.Length; pair++)
            arriving[pair % flows.Size] += flows.Values[pair];
        return arriving;
    }

    /// <summary>Total without the diagonal.</summary>
    public static double Between(OdMatrix flows) => flows.Total() - flows.IntrazonalTotal();
}
