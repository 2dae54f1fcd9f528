using MegaRegion.Scenarios.Language;
using MegaRegion.V1;
using FlowEnd = MegaRegion.V1.FlowEnd;
using LinkSelection = MegaRegion.Scenarios.Language.LinkSelection;

namespace MegaRegion.Gateway.Planning;

/// <summary>A change of a scenario as a message, with every default filled in.</summary>
internal static class ChangeMessages
{
    /// <summary>The message.</summary>
    public static ScenarioChange Of(Modification change)
    {
        var wire = change switch
        {
            AddLink link => new ScenarioChange { AddLink = Of(link) },
            RemoveLinks remove => new ScenarioChange { RemoveLinks = new RemoveLinksChange { Links = Of(remove.Links) } },
            CloseLinks close => new ScenarioChange { Close = new CloseLinksChange { Links = Of(close.Links), FirstDay = First(close), LastDay = Last(close) } },
            ChangeLinks links => new ScenarioChange { ChangeLinks = Of(links) },
            OpenMaglev maglev => new ScenarioChange { Maglev = Of(maglev) },
            ChangeHub hub => new ScenarioChange { Hub = new HubChange { Place = hub.Place, VisitorsPerYear = hub.VisitorsPerYear, NewTrips = hub.NewTrips } },
            ScaleFacility facility => new ScenarioChange { Facility = Of(facility) },
            DesignateArea area => new ScenarioChange { Designate = Of(area) },
            AgreeBetween agreement => new ScenarioChange { Agreement = Of(agreement) },
            ProjectPopulation population => new ScenarioChange { Population = new PopulationChange { Year = population.Year } },
            ScaleDemand demand => new ScenarioChange { Demand = Of(demand) },
            HoldEvent surge => new ScenarioChange { Event = new EventChange { Place = surge.Place, Visitors = surge.Visitors, FirstDay = First(surge), LastDay = Last(surge) } },
            CreateJobs jobs => new ScenarioChange { Jobs = new JobsChange { Place = jobs.Place, Jobs = jobs.Jobs, TripsPerJob = jobs.TripsPerJob, YenPerJob = jobs.YenPerJob } },
            OpenBases bases => new ScenarioChange { Bases = new BasesChange { Place = bases.Place, Bases = bases.Bases, KmPerHour = bases.SpeedKmPerHour, WaitMinutes = bases.WaitMinutes } },
            _ => throw new InvalidOperationException($"The contract has no message for a change of kind '{change.Kind}'."),
        };
        wire.Name = change.Label;
        return wire;
    }

    private static string First(Modification change) => ScenarioMessages.DayOf(change.From);

    private static string Last(Modification change) => ScenarioMessages.DayOf(change.Until);

    private static AddLinkChange Of(AddLink link) => new()
    {
        LinkKind = Of(link.LinkKind),
        From = link.FromNode,
        To = link.ToNode,
        Minutes = link.Minutes,
        Kilometres = link.Kilometres,
        ServicesPerDay = link.ServicesPerDay ?? 0,
        SeatsPerDay = link.SeatsPerDay ?? 0,
        OneWay = !link.BothWays,
    };

    private static V1.LinkSelection Of(LinkSelection links)
    {
        var wire = new V1.LinkSelection { Kind = Of(links.Kind), OneWay = !links.BothWays };
        wire.From.Add(links.From);
        wire.To.Add(links.To);
        wire.At.Add(links.At);
        return wire;
    }

    // The contract counts from 1, with 0 for none.
    private static LinkKind Of(Scenarios.Japan.LinkKind? kind) => kind is { } known ? (LinkKind)((int)known + 1) : LinkKind.Unspecified;

    private static ChangeLinksChange Of(ChangeLinks links) => new()
    {
        Links = Of(links.Links),
        MinutesFactor = links.MinutesFactor,
        FrequencyFactor = links.FrequencyFactor,
        ServicesPerDayBefore = links.ServicesPerDayBefore ?? 0,
        CapacityFactor = links.CapacityFactor,
        FareFactor = links.FareFactor,
    };

    private static MaglevChange Of(OpenMaglev maglev) => new()
    {
        ToOsaka = maglev.ToOsaka,
        Minutes = maglev.Minutes ?? 0,
        FrequencyFactor = maglev.FrequencyFactor,
        FareFactor = maglev.FareFactor,
    };

    private static FacilityChange Of(ScaleFacility facility) => new()
    {
        Place = facility.Place,
        Facility = facility.Facility,
        Factor = facility.Factor,
        Elasticity = facility.Elasticity,
    };

    private static DesignationChange Of(DesignateArea area) => new()
    {
        Place = area.Place,
        Instrument = area.Instrument,
        VisitsPercent = area.VisitsPercent,
        GoodsPercent = area.GoodsPercent,
        MoneyPercent = area.MoneyPercent,
        FirstDay = First(area),
        LastDay = Last(area),
    };

    private static AgreementChange Of(AgreeBetween agreement)
    {
        var wire = new AgreementChange { Place = agreement.Place, Partner = agreement.Partner, YenPerTrip = agreement.YenPerTrip };
        wire.More.Add(agreement.Percent.OrderBy(pair => pair.Key).Select(pair => new LayerPercent { Layer = (Layer)(int)pair.Key, Percent = pair.Value }));
        return wire;
    }

    private static DemandChange Of(ScaleDemand demand) => new()
    {
        Layer = demand.Layer is { } layer ? (Layer)(int)layer : Layer.Unspecified,
        Purpose = demand.Purpose,
        Place = demand.Place,
        End = (FlowEnd)(int)demand.End,
        Factor = demand.Factor,
    };
}
