using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>T_ij follows P_i P_j / P: a country with a tenth fewer people makes a tenth fewer trips.</summary>
internal static class PopulationChange
{
    public static void Apply(ChangeFactors factors, ProjectPopulation projection)
    {
        var facts = factors.Model.World.Prefectures;
        double[] factor = [.. facts.Select(prefecture => prefecture.PopulationFactor(projection.Year))];
        var (before, after) = (facts.Sum(prefecture => (double)prefecture.Population[2020]), 0.0);
        for (var k = 0; k < factor.Length; k++)
            after += factor[k] * facts[k].Population[2020];
        var national = after / before;
        var of = factors.Model.World.Geography.PrefectureOfZone;
        for (var zone = 0; zone < factors.Origin.Length; zone++)
        {
            factors.Origin[zone] *= factor[of[zone]];
            factors.Destination[zone] *= factor[of[zone]] / national;
        }

        for (var i = 0; i < factor.Length; i++)
        {
            for (var j = 0; j < factor.Length; j++)
                factors.Grow(i, j, Math.Log(factor[i] * factor[j] / national));
        }
    }
}
