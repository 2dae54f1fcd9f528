using MegaRegion.Domain.Flows;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>Changes by policy: designated areas and agreements between places.</summary>
internal sealed class PolicyChanges(ChangeFactors factors)
{
    public void Apply(DesignateArea area)
    {
        new VisitChanges(factors).Scale(area.Place, 1 + (area.VisitsPercent / 100));
        foreach (var share in factors.SharesOf(area.Place).DistinctBy(share => share.Prefecture))
        {
            var part = factors.PartOfPrefecture(area.Place, share.Prefecture);
            for (var other = 0; other < factors.Model.World.Prefectures.Count; other++)
            {
                factors.Shock(ChangeFactors.Goods, share.Prefecture, other, Change(area.GoodsPercent, part));
                factors.Shock(ChangeFactors.Money, other, share.Prefecture, Change(area.MoneyPercent, part));
            }
        }
    }

    public void Apply(AgreeBetween agreement)
    {
        var people = factors.Model.People;
        var travel = Math.Exp(-people.Choice.UtilityPerYen * agreement.YenPerTrip * people.Distribution.LogSumCoefficient);
        var factor = travel * (1 + (agreement.Percent.GetValueOrDefault(Layer.People) / 100));
        foreach (var (a, b) in from a in factors.SharesOf(agreement.Place) from b in factors.SharesOf(agreement.Partner) where a.Zone != b.Zone select (a, b))
        {
            factors.ScalePair(a.Zone, b.Zone, ChangeFactors.OnWhole(factor, a.OfZone * b.OfZone));
            factors.ScalePair(b.Zone, a.Zone, ChangeFactors.OnWhole(factor, a.OfZone * b.OfZone));
        }

        foreach (var (layer, index) in ChangeFactors.OtherLayers)
        {
            if (agreement.Percent.GetValueOrDefault(layer) is not 0 and var percent)
                Shock(agreement, index, percent);
        }
    }

    private void Shock(AgreeBetween agreement, int layer, double percent)
    {
        foreach (var (a, b) in from a in Prefectures(agreement.Place) from b in Prefectures(agreement.Partner) where a != b select (a, b))
        {
            var change = Change(percent, factors.PartOfPrefecture(agreement.Place, a) * factors.PartOfPrefecture(agreement.Partner, b));
            factors.Shock(layer, a, b, change);
            factors.Shock(layer, b, a, change);
        }
    }

    private int[] Prefectures(string place) => [.. factors.SharesOf(place).Select(share => share.Prefecture).Distinct()];

    private static double Change(double percent, double part) => Math.Log(ChangeFactors.OnWhole(1 + (percent / 100), part));
}
