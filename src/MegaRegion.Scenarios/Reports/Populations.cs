using MegaRegion.Scenarios.Language;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Residents of municipalities in the scenario: projected if it projects them, those of 2020 otherwise.</summary>
internal sealed class Populations
{
    private const int FirstYear = 2020;
    private const int LastYear = 2050;

    private readonly ScenarioModel _model;
    private readonly Dictionary<Domain.Places.PlaceId, PrefectureFacts> _prefectures;

    public Populations(RunContext context)
    {
        _model = context.Model;
        _prefectures = _model.World.Prefectures.ToDictionary(facts => facts.Id);
        Year = context.Document.Changes.OfType<ProjectPopulation>().LastOrDefault()?.Year ?? FirstYear;
    }

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>
    /// Residents in the year, between 2020 and 2050 along the prefecture's path; the prefecture's factor where the
    /// municipality has no projection.
    /// </summary>
    public double Of(MunicipalityFacts municipality)
    {
        var prefecture = _prefectures[municipality.Prefecture];
        var path = prefecture.PopulationFactor(Year);
        if (municipality.Population2050 is not { } last || Year == FirstYear)
            return municipality.Population2020 * path;
        var end = prefecture.PopulationFactor(LastYear);
        var own = municipality.Population2020 > 0 ? last / (double)municipality.Population2020 : 1;
        var share = Math.Abs(1 - end) > 1e-9 ? Math.Clamp((1 - path) / (1 - end), 0, 1) : (Year - FirstYear) / (double)(LastYear - FirstYear);
        return municipality.Population2020 * (1 + (share * (own - 1)));
    }
}
