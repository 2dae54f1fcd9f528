using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Planning;

/// <summary>Sound scenarios of every kind of change with every field written, as the service answers them.</summary>
internal static class GeneratedScenario
{
    private static readonly Gen<string> Texts = Gen.Elements(
        "東京", "Big works", "a: b", "- x", "𠮷野家", "it's \"so\"", "# no remark", "two\nlines", " blank ", "null", "2026", "{a}", "tab\there", "yes", "~", "*a", "&b", "%c");

    private static readonly Gen<string> Nodes = Gen.Elements("S:東京", "C:06203", "A:SYO", "S:名古屋", "null");
    private static readonly Gen<string> Places = Gen.Elements("jp:13", "jp:06203", "hub:linkers", "region:tohoku");
    private static readonly Gen<LinkKind> Kinds = Gen.Choose(0, 7).Select(kind => (LinkKind)kind);

    /// <summary>Whole scenarios.</summary>
    public static Gen<ScenarioDocument> Documents { get; } =
        from title in Texts
        from note in Gen.Frequency((1, Gen.Constant("")), (3, Texts))
        from baseline in Baselines()
        from year in Gen.Choose(2005, 2060)
        from changes in Gen.ListOf(Changes())
        from solve in Solves()
        from reports in Gen.SubListOf("regions", "zones", "modes", "dynamics", "visits")
        select Document(title, note, baseline, year, changes, solve, reports);

    private static ScenarioDocument Document(
        string title, string note, ScenarioBaseline baseline, int year, IEnumerable<ScenarioChange> changes, SolveSettings solve, IEnumerable<string> reports)
    {
        var document = new ScenarioDocument { Name = "generated-1", TitleEn = title, TitleJa = title, Note = note, Baseline = baseline, Year = year, Solve = solve };
        document.Changes.Add(changes);
        document.Reports.Add(reports);
        document.NoReports = document.Reports.Count == 0;
        return document;
    }

    private static Gen<ScenarioBaseline> Baselines() => Gen.OneOf(
        Gen.Elements(2005, 2010).Select(year => new ScenarioBaseline { ObservedYear = year }),
        Texts.Select(run => new ScenarioBaseline { Run = run }),
        Days().Select(days => new ScenarioBaseline { Live = new LiveWindow { FromDay = days.First, UntilDay = days.Last } }));

    private static Gen<SolveSettings> Solves() =>
        from gap in Gen.Elements(1e-12, 1e-6, 3.3e-7, 1e-2)
        from rounds in Gen.Choose(1, 1000)
        from flags in Gen.Choose(0, 3)
        from draws in Gen.Choose(0, 10_000)
        from until in Gen.Elements(0, 2011, 2050)
        from step in Gen.Choose(1, 10)
        select new SolveSettings
        {
            Gap = gap,
            MaxRounds = rounds,
            Uncoupled = (flags & 1) > 0,
            Inelastic = (flags & 2) > 0,
            Draws = draws,
            Seed = rounds,
            DynamicsUntil = until,
            DynamicsStepYears = step,
        };

    private static Gen<ScenarioChange> Changes() =>
        from change in Gen.OneOf(
            AddLinks(),
            Selections().Select(links => new ScenarioChange { RemoveLinks = new RemoveLinksChange { Links = links } }),
            Selections().Zip(Days(), (links, days) => new ScenarioChange { Close = new CloseLinksChange { Links = links, FirstDay = days.First, LastDay = days.Last } }),
            LinkChanges(),
            from osaka in Gen.Elements(true, false) from minutes in Number(10, 300) from factor in Number(0.05, 5) select new ScenarioChange { Maglev = new MaglevChange { ToOsaka = osaka, Minutes = minutes, FrequencyFactor = factor, FareFactor = factor - 0.05 } },
            from place in Places from visitors in Number(-1e7, 1e7) from part in Number(0, 1) select new ScenarioChange { Hub = new HubChange { Place = place, VisitorsPerYear = visitors, NewTrips = part } },
            from place in Places from kind in Texts from factor in Number(0.01, 100) select new ScenarioChange { Facility = new FacilityChange { Place = place, Facility = kind, Factor = factor, Elasticity = factor / 100 } },
            Designations(),
            Agreements(),
            Gen.Choose(2020, 2050).Select(year => new ScenarioChange { Population = new PopulationChange { Year = year } }),
            Demands(),
            Places.Zip(Days(), (place, days) => new ScenarioChange { Event = new EventChange { Place = place, Visitors = 12_345, FirstDay = days.First, LastDay = days.Last } }),
            from place in Places from jobs in Number(1, 1e6) select new ScenarioChange { Jobs = new JobsChange { Place = place, Jobs = jobs, TripsPerJob = 0, YenPerJob = jobs } },
            from place in Places from bases in Gen.Choose(1, 100) select new ScenarioChange { Bases = new BasesChange { Place = place, Bases = bases, KmPerHour = bases, WaitMinutes = bases - 1 } })
        from name in Gen.Frequency((1, Gen.Constant("")), (1, Texts))
        select Named(change, name);

    private static ScenarioChange Named(ScenarioChange change, string name)
    {
        change.Name = name;
        return change;
    }

    private static Gen<ScenarioChange> AddLinks() =>
        from kind in Gen.Choose(1, 7)
        from first in Nodes
        from second in Nodes
        from minutes in Number(0.1, 1440)
        from services in Gen.Elements(0, 1, 2000.0)
        from oneWay in Gen.Elements(true, false)
        select new ScenarioChange { AddLink = new AddLinkChange { LinkKind = (LinkKind)kind, From = first, To = second, Minutes = minutes, Kilometres = minutes - 0.1, ServicesPerDay = services, SeatsPerDay = services, OneWay = oneWay } };

    private static Gen<LinkSelection> Selections() =>
        from kind in Kinds
        from first in Gen.ListOf(Nodes)
        from second in Gen.ListOf(Nodes)
        from at in Gen.ListOf(Nodes)
        from oneWay in Gen.Elements(true, false)
        select new LinkSelection { Kind = kind, From = { first }, To = { second }, At = { at }, OneWay = oneWay };

    private static Gen<ScenarioChange> LinkChanges() =>
        from links in Selections()
        from minutes in Number(0.05, 20)
        from before in Gen.Elements(0, 4.0)
        select new ScenarioChange { ChangeLinks = new ChangeLinksChange { Links = links, MinutesFactor = minutes, FrequencyFactor = 1, ServicesPerDayBefore = before, CapacityFactor = minutes, FareFactor = minutes - 0.05 } };

    private static Gen<ScenarioChange> Designations() =>
        from place in Places
        from instrument in Texts
        from percent in Number(-90, 1000)
        from days in Days()
        from isDated in Gen.Elements(true, false)
        select new ScenarioChange { Designate = new DesignationChange { Place = place, Instrument = instrument, VisitsPercent = percent, MoneyPercent = percent, FirstDay = isDated ? days.First : "", LastDay = isDated ? days.Last : "" } };

    private static Gen<ScenarioChange> Agreements() =>
        from place in Places
        from partner in Places
        from percent in Number(-90, 1000)
        from layers in Gen.SubListOf(Layer.People, Layer.Goods, Layer.Money, Layer.Information)
        from yen in Number(-100_000, 100_000)
        select new ScenarioChange { Agreement = new AgreementChange { Place = place, Partner = partner, YenPerTrip = yen, More = { layers.Order().Select(layer => new LayerPercent { Layer = layer, Percent = percent }) } } };

    // Only people have a purpose.
    private static Gen<ScenarioChange> Demands() =>
        from layer in Gen.Choose(0, 4)
        from purpose in layer == 1 ? Gen.Elements("", "business", "tourism", "private") : Gen.Constant("")
        from place in Gen.Frequency((1, Gen.Constant("")), (2, Places))
        from end in Gen.Choose(0, 2)
        from factor in Number(0, 100)
        select new ScenarioChange { Demand = new DemandChange { Layer = (Layer)layer, Purpose = purpose, Place = place, End = (FlowEnd)end, Factor = factor } };

    private static Gen<(string First, string Last)> Days() =>
        from first in Gen.Choose(0, 10_000)
        from length in Gen.Choose(0, 400)
        select (Day(first), Day(first + length));

    private static string Day(int number) => new DateOnly(2020, 1, 1).AddDays(number).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static Gen<double> Number(double least, double most) => Gen.Choose(0, 997).Select(part => least + ((most - least) * part / 997));
}
