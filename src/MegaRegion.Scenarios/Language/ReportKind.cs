namespace MegaRegion.Scenarios.Language;

/// <summary>A table of a result.</summary>
public enum ReportKind
{
    /// <summary>Region-to-region changes of every layer.</summary>
    Regions,

    /// <summary>Zones that win and lose trips, with straw index.</summary>
    Zones,

    /// <summary>Trips by mode.</summary>
    Modes,

    /// <summary>People within 1, 2, 3 hours of every city.</summary>
    Access,

    /// <summary>Convection share and balance of every layer.</summary>
    Convection,

    /// <summary>Largest changes of pairs with their cost components.</summary>
    Causes,

    /// <summary>What every change adds, in order.</summary>
    Contributions,

    /// <summary>Loads of links that can crowd.</summary>
    Links,

    /// <summary>Service thresholds (S14).</summary>
    Services,

    /// <summary>Eligible centre cities of 定住自立圏 and 連携中枢都市圏 (S12, S13).</summary>
    Centres,

    /// <summary>What prefectures earn outside and what drains (S17).</summary>
    Earnings,

    /// <summary>Who reaches a base within 30 and 60 minutes (S15).</summary>
    Bases,

    /// <summary>Attractiveness of hubs by factors (S25).</summary>
    Attractiveness,

    /// <summary>Effect of designations by themselves (S16).</summary>
    Designations,

    /// <summary>Visits to the cities that the changes name (S02).</summary>
    Visits,

    /// <summary>Year by year (needs dynamics).</summary>
    Dynamics,
}
