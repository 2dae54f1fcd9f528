using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>
/// What prefectures earn outside and what drains (S17). An industry is a base industry (移輸出型) for the part of its value
/// added above the prefecture's share at national structure, and falls short where it is below it (地域消費型 that must be
/// bought elsewhere): the location-quotient method. Net exports of the accounts stand beside it; money flows of the model
/// and income that the scenario's changes bring follow.
/// </summary>
internal static class EarningTable
{
    public static ResultTable Make(RunContext context)
    {
        var prefectures = context.Model.World.Prefectures;
        var national = prefectures.SelectMany(facts => facts.IndustryYen).GroupBy(item => item.Key, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Sum(item => item.Value), StringComparer.Ordinal);
        var all = national.Values.Sum();
        var rows = Enumerable.Range(0, prefectures.Count).Select(k =>
        {
            var facts = prefectures[k];
            var own = facts.IndustryYen.Values.Sum();
            var (earned, short_, best) = (0.0, 0.0, (Name: "", Yen: 0.0));
            foreach (var (industry, nation) in national.OrderBy(item => item.Key, StringComparer.Ordinal))
            {
                var above = facts.IndustryYen.GetValueOrDefault(industry) - (own * nation / all);
                (earned, short_) = (earned + Math.Max(0, above), short_ + Math.Max(0, -above));
                best = above > best.Yen ? (industry, above) : best;
            }

            var income = context.Changes.IncomeYen.Count > 0 ? context.Changes.IncomeYen[k] : 0;
            return Columns.Row(
                [facts.Id.Value, facts.NameJa, best.Name],
                [own, earned, short_, facts.NetExportsYen, NetMoney(context, k, before: true), NetMoney(context, k, before: false), income]);
        });
        return new ResultTable
        {
            Key = "earnings",
            TitleEn = "What prefectures earn outside and what drains",
            TitleJa = "稼ぐ力：域外からの収入と流出",
            NoteEn = "Value added FY2019 by 26 industries (not the full total). Net money: donations between prefectures, modelled. Income of changes: as the scenario's author assumes it.",
            NoteJa = "2019 年度の 26 産業の付加価値（全産業ではない）。資金の純流入は寄附のモデル値。施策による収入はシナリオ作成者の仮定。",
            Columns =
            [
                Columns.Text("prefecture", "Prefecture", "都道府県コード"), Columns.Text("nameJa", "Japanese name", "都道府県"), Columns.Text("base", "Strongest base industry", "主な移輸出産業"),
                Columns.Number("gva", "Value added", "付加価値", "yen/year", FigureLabel.Observed), Columns.Number("earned", "Base industries earn outside", "移輸出型の超過", "yen/year"), Columns.Number("short", "Falls short", "不足", "yen/year"),
                Columns.Number("netExports", "Net exports", "純移輸出", "yen/year", FigureLabel.Observed), Columns.Number("money", "Net money before", "資金の純流入（前）", "yen/year"),
                Columns.Number("moneyAfter", "Net money after", "資金の純流入（後）", "yen/year", FigureLabel.Assumed), Columns.Number("income", "Income of the changes", "施策による域外収入", "yen/year", FigureLabel.Assumed),
            ],
            Rows = [.. rows],
        };
    }

    private static double NetMoney(RunContext context, int prefecture, bool before)
    {
        var money = (before ? context.Before : context.After).Others[1];
        var net = 0.0;
        for (var other = 0; other < money.Size; other++)
            net += money[other, prefecture] - money[prefecture, other];
        return net;
    }
}
