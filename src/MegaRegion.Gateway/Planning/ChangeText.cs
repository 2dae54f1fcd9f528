using MegaRegion.V1;
using Kind = MegaRegion.V1.ScenarioChange.KindOneofCase;

namespace MegaRegion.Gateway.Planning;

/// <summary>A change of a scenario that came as a message, as an item of <c>changes</c>.</summary>
internal static class ChangeText
{
    private static readonly Dictionary<Kind, (string Word, Func<ScenarioChange, YamlFields> Write)> Kinds = new()
    {
        [Kind.AddLink] = ("add-link", change => AddLink(change.AddLink)),
        [Kind.RemoveLinks] = ("remove-links", change => Selection(change.RemoveLinks.Links)),
        [Kind.Close] = ("close", change => Selection(change.Close.Links).Text("first-day", change.Close.FirstDay).Text("last-day", change.Close.LastDay)),
        [Kind.ChangeLinks] = ("change-links", change => ChangeLinks(change.ChangeLinks)),
        [Kind.Maglev] = ("maglev", change => Maglev(change.Maglev)),
        [Kind.Hub] = ("hub", change => Hub(change.Hub)),
        [Kind.Facility] = ("facility", change => Facility(change.Facility)),
        [Kind.Designate] = ("designate", change => Designate(change.Designate)),
        [Kind.Agreement] = ("agreement", change => Agreement(change.Agreement)),
        [Kind.Population] = ("population", change => new YamlFields().NumberOrDefault("year", change.Population.Year)),
        [Kind.Demand] = ("demand", change => Demand(change.Demand)),
        [Kind.Event] = ("event", change => Event(change.Event)),
        [Kind.Jobs] = ("jobs", change => Jobs(change.Jobs)),
        [Kind.Bases] = ("bases", change => Bases(change.Bases)),
    };

    /// <summary>The item; without a kind it has no field, which is a problem when it is read.</summary>
    public static YamlFields Of(ScenarioChange change) => Kinds.TryGetValue(change.KindCase, out var kind)
        ? new YamlFields().Map(kind.Word, kind.Write(change).Text("name", change.Name), always: true)
        : new YamlFields();

    private static YamlFields AddLink(AddLinkChange link) => new YamlFields()
        .Word("kind", link.LinkKind)
        .Text("from", link.From)
        .Text("to", link.To)
        .NumberOrDefault("minutes", link.Minutes)
        .Number("km", link.Kilometres)
        .NumberOrDefault("per-day", link.ServicesPerDay)
        .NumberOrDefault("seats-per-day", link.SeatsPerDay)
        .Flag("both-ways", !link.OneWay, standard: true);

    private static YamlFields Selection(LinkSelection? links) => links is null
        ? new YamlFields()
        : new YamlFields()
            .Word("kind", links.Kind)
            .Texts("from", links.From)
            .Texts("to", links.To)
            .Texts("at", links.At)
            .Flag("both-ways", !links.OneWay, standard: true);

    private static YamlFields ChangeLinks(ChangeLinksChange change) => Selection(change.Links)
        .NumberOrDefault("minutes-factor", change.MinutesFactor)
        .NumberOrDefault("frequency-factor", change.FrequencyFactor)
        .NumberOrDefault("per-day-before", change.ServicesPerDayBefore)
        .NumberOrDefault("capacity-factor", change.CapacityFactor)
        .NumberIf(change.HasFareFactor, "fare-factor", change.FareFactor);

    private static YamlFields Maglev(MaglevChange maglev) => new YamlFields()
        .Text("to", maglev.ToOsaka ? "osaka" : "nagoya")
        .NumberOrDefault("minutes", maglev.Minutes)
        .NumberOrDefault("frequency-factor", maglev.FrequencyFactor)
        .NumberIf(maglev.HasFareFactor, "fare-factor", maglev.FareFactor);

    private static YamlFields Hub(HubChange hub) => new YamlFields()
        .Text("place", hub.Place)
        .Number("visitors-per-year", hub.VisitorsPerYear)
        .NumberIf(hub.HasNewTrips, "new-trips", hub.NewTrips);

    private static YamlFields Facility(FacilityChange facility) => new YamlFields()
        .Text("place", facility.Place)
        .Text("facility", facility.Facility)
        .NumberOrDefault("factor", facility.Factor)
        .NumberIf(facility.HasElasticity, "elasticity", facility.Elasticity);

    private static YamlFields Designate(DesignationChange area) => new YamlFields()
        .Text("place", area.Place)
        .Text("instrument", area.Instrument)
        .NumberOrDefault("visits-percent", area.VisitsPercent)
        .NumberOrDefault("goods-percent", area.GoodsPercent)
        .NumberOrDefault("money-percent", area.MoneyPercent)
        .Text("first-day", area.FirstDay)
        .Text("last-day", area.LastDay);

    private static YamlFields Agreement(AgreementChange agreement)
    {
        var fields = new YamlFields()
            .Text("place", agreement.Place)
            .Text("partner", agreement.Partner)
            .NumberOrDefault("yen-per-trip", agreement.YenPerTrip);
        foreach (var more in agreement.More)
            fields.Number(more.Layer.ToString().ToLowerInvariant() + "-percent", more.Percent);
        return fields;
    }

    private static YamlFields Demand(DemandChange demand) => new YamlFields()
        .Word("layer", demand.Layer)
        .Text("purpose", demand.Purpose)
        .Text("place", demand.Place)
        .Word("end", demand.End)
        .Number("factor", demand.Factor);

    private static YamlFields Event(EventChange surge) => new YamlFields()
        .Text("place", surge.Place)
        .NumberOrDefault("visitors", surge.Visitors)
        .Text("first-day", surge.FirstDay)
        .Text("last-day", surge.LastDay);

    private static YamlFields Jobs(JobsChange jobs) => new YamlFields()
        .Text("place", jobs.Place)
        .NumberOrDefault("jobs", jobs.Jobs)
        .NumberIf(jobs.HasTripsPerJob, "trips-per-job", jobs.TripsPerJob)
        .NumberIf(jobs.HasYenPerJob, "yen-per-job", jobs.YenPerJob);

    private static YamlFields Bases(BasesChange bases) => new YamlFields()
        .Text("place", bases.Place)
        .NumberOrDefault("bases", bases.Bases)
        .NumberOrDefault("km-per-hour", bases.KmPerHour)
        .NumberIf(bases.HasWaitMinutes, "wait-minutes", bases.WaitMinutes);
}
