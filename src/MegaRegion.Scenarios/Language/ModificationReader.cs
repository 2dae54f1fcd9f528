using MegaRegion.Domain.Flows;
using MegaRegion.Scenarios.Japan;
using YamlDotNet.RepresentationModel;

namespace MegaRegion.Scenarios.Language;

/// <summary>Reads one item of <c>changes</c>: a mapping whose only key says what kind of change it is.</summary>
internal static class ModificationReader
{
    private static readonly Dictionary<string, LinkKind> LinkKinds =
        Enum.GetValues<LinkKind>().ToDictionary(kind => kind.ToString().ToLowerInvariant(), kind => kind, StringComparer.Ordinal);

    private static readonly Dictionary<string, Layer> Layers =
        Enum.GetValues<Layer>().ToDictionary(layer => layer.ToString().ToLowerInvariant(), layer => layer, StringComparer.Ordinal);

    private static readonly Dictionary<string, FlowEnd> Ends =
        Enum.GetValues<FlowEnd>().ToDictionary(end => end.ToString().ToLowerInvariant(), end => end, StringComparer.Ordinal);

    private static readonly Dictionary<string, bool> MaglevEnds = new(StringComparer.Ordinal) { ["nagoya"] = false, ["osaka"] = true };

    private static readonly Dictionary<string, Func<FieldReader, Modification>> Kinds = new(StringComparer.Ordinal)
    {
        ["add-link"] = AddLink,
        ["remove-links"] = fields => new RemoveLinks { Links = Selection(fields) },
        ["close"] = fields => new CloseLinks { Links = Selection(fields) },
        ["change-links"] = ChangeLinks,
        ["maglev"] = Maglev,
        ["hub"] = Hub,
        ["facility"] = Facility,
        ["designate"] = Designate,
        ["agreement"] = Agreement,
        ["population"] = fields => new ProjectPopulation { Year = fields.Whole("year", 2020, 2050, Wanted.NoUnit) ?? Missing(fields, "year", new("a year from 2020 to 2050", "2020 から 2050 までの年"), 2020) },
        ["demand"] = Demand,
        ["event"] = fields => new HoldEvent { Place = Place(fields), Visitors = fields.Number("visitors", 1, 1e8, new("persons", "人"), 1, isRequired: true) },
        ["jobs"] = Jobs,
        ["bases"] = Bases,
    };

    /// <summary>Reads a change; null, and a problem, when its kind is not known.</summary>
    public static Modification? Read(YamlNode node, string path, ProblemCollector problems)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } map || map.Children[0].Key is not YamlScalarNode { Value: { } kind }
            || map.Children[0].Value is not YamlMappingNode body)
        {
            problems.Add((int)node.Start.Line, path, new("expected one kind of change and its fields", "施策の種類が 1 つと、その項目が必要です"), new("Write '- maglev: {to: nagoya}'", "「- maglev: {to: nagoya}」のように書いてください"));
            return null;
        }

        if (!Kinds.TryGetValue(kind, out var read))
        {
            problems.Add((int)node.Start.Line, path, new($"'{kind}' is not a kind of change", $"「{kind}」という種類の施策はありません"), NearestName.Cure(kind, Kinds.Keys));
            return null;
        }

        var fields = new FieldReader(body, $"{path}.{kind}", problems);
        var change = Dated(read(fields), fields) with { Line = (int)node.Start.Line, Label = fields.Text("name") };
        fields.Finish();
        return change;
    }

    private static Modification Dated(Modification change, FieldReader fields)
    {
        if (change is not (CloseLinks or HoldEvent or DesignateArea))
            return change;
        var (first, last) = (fields.Day("first-day"), fields.Day("last-day"));
        if (change is CloseLinks or HoldEvent && FirstMissing(fields, "first-day", "last-day") is { } missing)
            fields.Report(missing, new("expected the first and the last day", "最初の日と最後の日が必要です"), new("Write first-day: and last-day: as 2027-04-01", "first-day: と last-day: を 2027-04-01 の形で書いてください"));
        if (last < first)
            fields.Report("last-day", new("expected a day not before first-day", "first-day 以降の日が必要です"), new("Correct one of them", "どちらかを訂正してください"));
        return change with { From = first, Until = last };
    }

    // A field that is there and wrong has told so itself.
    private static string? FirstMissing(FieldReader fields, params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
        {
            if (!fields.Has(key))
                return key;
        }

        return null;
    }

    private static AddLink AddLink(FieldReader fields) => new()
    {
        LinkKind = fields.OneOf("kind", LinkKinds, isRequired: true) ?? LinkKind.Road,
        FromNode = fields.Text("from", isRequired: true, new("a node", "ノード")),
        ToNode = fields.Text("to", isRequired: true, new("a node", "ノード")),
        Minutes = fields.Number("minutes", 0.1, 1440, new("minutes", "分"), 1, isRequired: true),
        Kilometres = fields.Number("km", 0, 5000, Bilingual.Alike("km"), 1, isRequired: true),
        ServicesPerDay = fields.Number("per-day", 1, 2000, new("departures", "便")),
        SeatsPerDay = fields.Number("seats-per-day", 1, 1e7, new("seats", "席")),
        BothWays = fields.Flag("both-ways", fallback: true),
    };

    private static LinkSelection Selection(FieldReader fields) => new(
        fields.OneOf("kind", LinkKinds), fields.Texts("from"), fields.Texts("to"), fields.Texts("at"), fields.Flag("both-ways", fallback: true));

    private static ChangeLinks ChangeLinks(FieldReader fields)
    {
        var change = new ChangeLinks
        {
            Links = Selection(fields),
            MinutesFactor = fields.Number("minutes-factor", 0.05, 20, Wanted.NoUnit, 1),
            FrequencyFactor = fields.Number("frequency-factor", 0.05, 50, Wanted.NoUnit, 1),
            ServicesPerDayBefore = fields.Number("per-day-before", 1, 2000, new("departures", "便")),
            CapacityFactor = fields.Number("capacity-factor", 0.05, 50, Wanted.NoUnit, 1),
            FareFactor = fields.Number("fare-factor", 0, 20, Wanted.NoUnit, 1),
        };
        string[] factors = ["minutes-factor", "frequency-factor", "capacity-factor", "fare-factor"];
        if (!factors.Any(fields.Has))
            fields.Report("minutes-factor", new($"expected at least one of {string.Join(", ", factors)}", $"{string.Join(", ", factors)} の少なくとも 1 つが必要です"), new("Say what changes", "何を変えるかを書いてください"));
        return change;
    }

    private static OpenMaglev Maglev(FieldReader fields) => new()
    {
        ToOsaka = fields.OneOf("to", MaglevEnds, isRequired: true) ?? false,
        Minutes = fields.Number("minutes", 10, 300, new("minutes", "分")),
        FrequencyFactor = fields.Number("frequency-factor", 0.05, 5, Wanted.NoUnit, 1),
        FareFactor = fields.Number("fare-factor", 0, 20, Wanted.NoUnit, 1),
    };

    private static ChangeHub Hub(FieldReader fields) => new()
    {
        Place = Place(fields),
        VisitorsPerYear = fields.Number("visitors-per-year", -1e7, 1e7, new("persons", "人"), 0, isRequired: true),
        NewTrips = fields.Number("new-trips", 0, 1, Wanted.NoUnit, 0.5),
    };

    private static ScaleFacility Facility(FieldReader fields) => new()
    {
        Place = Place(fields),
        Facility = fields.Text("facility", isRequired: true, new("a kind of facility", "施設の種類")),
        Factor = fields.Number("factor", 0.01, 100, Wanted.NoUnit, 1, isRequired: true),
        Elasticity = fields.Number("elasticity", 0, 1, Wanted.NoUnit, 0.3),
    };

    private static DesignateArea Designate(FieldReader fields) => new()
    {
        Place = Place(fields),
        Instrument = fields.Text("instrument", isRequired: true, new("the policy's name", "政策の名称")),
        VisitsPercent = fields.Number("visits-percent", -90, 1000, Bilingual.Alike("%"), 0),
        GoodsPercent = fields.Number("goods-percent", -90, 1000, Bilingual.Alike("%"), 0),
        MoneyPercent = fields.Number("money-percent", -90, 1000, Bilingual.Alike("%"), 0),
    };

    private static AgreeBetween Agreement(FieldReader fields)
    {
        var percent = new Dictionary<Layer, double>();
        foreach (var (word, layer) in Layers)
        {
            if (fields.Number($"{word}-percent", -90, 1000, Bilingual.Alike("%")) is { } value)
                percent[layer] = value;
        }

        return new AgreeBetween
        {
            Place = Place(fields),
            Partner = fields.Text("partner", isRequired: true, new("a place", "場所")),
            Percent = percent,
            YenPerTrip = fields.Number("yen-per-trip", -100_000, 100_000, new("yen", "円"), 0),
        };
    }

    private static ScaleDemand Demand(FieldReader fields)
    {
        var purpose = fields.Text("purpose");
        string[] purposes = ["business", "tourism", "private"];
        if (purpose.Length > 0 && !purposes.Contains(purpose, StringComparer.Ordinal))
            fields.Report("purpose", Wanted.ButFound(Wanted.OneOf(purposes), purpose), NearestName.Cure(purpose, purposes));
        var layer = fields.OneOf("layer", Layers);
        if (purpose.Length > 0 && layer is not (null or Layer.People))
            fields.Report("purpose", new("only trips of people have a purpose", "目的があるのはヒトの移動だけです"), new("Leave it out or write layer: people", "書かないか、layer: people としてください"));
        return new ScaleDemand
        {
            Layer = purpose.Length > 0 ? Layer.People : layer,
            Purpose = purpose,
            Place = fields.Text("place"),
            End = fields.OneOf("end", Ends) ?? FlowEnd.Both,
            Factor = fields.Number("factor", 0, 100, Wanted.NoUnit, 1, isRequired: true),
        };
    }

    private static CreateJobs Jobs(FieldReader fields) => new()
    {
        Place = Place(fields),
        Jobs = fields.Number("jobs", 1, 1e6, new("jobs", "人"), 1, isRequired: true),
        TripsPerJob = fields.Number("trips-per-job", 0, 200, new("trips a year", "回／年"), 6),
        YenPerJob = fields.Number("yen-per-job", 0, 1e8, new("yen a year", "円／年"), 4_000_000),
    };

    private static OpenBases Bases(FieldReader fields) => new()
    {
        Place = Place(fields),
        Bases = fields.Whole("bases", 1, 100, new("bases", "か所")) ?? Missing(fields, "bases", new("a whole number of bases", "整数（か所）"), 1),
        SpeedKmPerHour = fields.Number("km-per-hour", 1, 100, Bilingual.Alike("km/h"), 25),
        WaitMinutes = fields.Number("wait-minutes", 0, 120, new("minutes", "分"), 15),
    };

    private static string Place(FieldReader fields) => fields.Text("place", isRequired: true, new("a place as jp:06203", "jp:06203 のような場所"));

    private static int Missing(FieldReader fields, string key, Bilingual wanted, int fallback)
    {
        if (!fields.Has(key))
            fields.Report(key, Wanted.ButFoundNothing(wanted), Wanted.Add(key));
        return fallback;
    }
}
