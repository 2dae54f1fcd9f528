using MegaRegion.Domain.Flows;
using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Running;

/// <summary>A factor on the demand of a layer, everywhere or at one place, of all purposes or one.</summary>
internal sealed class DemandScaling(ChangeFactors factors, ScaleDemand demand)
{
    // Δ ln of nothing has no value; a hundredth is as good as nothing.
    private const double LeastFactor = 0.01;

    public void Apply()
    {
        if (demand.Layer is null or Layer.People)
            ScaleTrips();
        foreach (var (layer, index) in ChangeFactors.OtherLayers)
        {
            if (demand.Layer is null || demand.Layer == layer)
                Shock(index);
        }
    }

    private void ScaleTrips()
    {
        var parts = Parts(factors.Origin.Length, share => share.Zone, share => share.OfZone);
        for (var i = 0; i < parts.Length; i++)
        {
            for (var j = 0; j < parts.Length; j++)
            {
                var part = PartOf(parts[i], parts[j]) * PurposeShare(i, j);
                if (part > 0)
                    factors.ScalePair(i, j, ChangeFactors.OnWhole(demand.Factor, part));
            }
        }
    }

    private void Shock(int layer)
    {
        var parts = Parts(factors.Model.World.Prefectures.Count, share => share.Prefecture, share => share.OfPrefecture);
        for (var i = 0; i < parts.Length; i++)
        {
            for (var j = 0; j < parts.Length; j++)
            {
                if (PartOf(parts[i], parts[j]) is > 0 and var part)
                    factors.Shock(layer, i, j, Math.Log(Math.Max(LeastFactor, ChangeFactors.OnWhole(demand.Factor, part))));
            }
        }
    }

    private double[] Parts(int count, Func<PlaceShare, int> index, Func<PlaceShare, double> part)
    {
        var parts = new double[count];
        if (demand.Place.Length == 0)
            Array.Fill(parts, 1);
        else
        {
            foreach (var share in factors.SharesOf(demand.Place))
                parts[index(share)] = Math.Min(1, parts[index(share)] + part(share));
        }

        return parts;
    }

    private double PartOf(double origin, double destination) => demand.End switch
    {
        FlowEnd.From => origin,
        FlowEnd.To => destination,
        _ => Math.Max(origin, destination),
    };

    private double PurposeShare(int origin, int destination)
    {
        if (demand.Purpose.Length == 0)
            return 1;
        var inputs = factors.Model.World.Inputs;
        var all = inputs.WeekdayTrips2010[origin, destination];
        return all > 0 ? inputs.PurposeTrips2010[demand.Purpose][origin, destination] / all : 0;
    }
}
