using MegaRegion.DataSet.Flows;
using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Replay;

/// <summary>Turns the tables into cells and gives every cell to the hub that reports it.</summary>
internal sealed class ReplayPlanner(JapanDataSet dataSet, ReplayOptions options)
{
    // What is replayed: the table, the survey whose observatories report it, and its profile.
    private static readonly (string Table, string Survey, string Profile)[] Tables =
    [
        ("migration-2025", "migration", "migration"),
        ("freight-fy2022", "freight", "freight"),
        ("furusato-modelled-fy2020", "money", "donation"),
        ("calls-modelled-fy2023", "information", "calls"),
    ];

    private const string PassengerTable = "kansen-2010";
    private const string PassengerSurvey = "kansen";
    private const string ActivityTitle = "Activity of the catalogue's hubs";

    private readonly ReferenceCalendar _calendar = new(options.Year);
    private readonly Dictionary<PlaceId, List<ReplayCell>> _cellsOf = [];
    private readonly List<ReplaySource> _sources = [];
    private readonly Dictionary<(string Survey, PlaceId Place), PlaceId> _observatoryOf = dataSet.Observatories
        .ToDictionary(observatory => (observatory.Survey, observatory.Observes), observatory => observatory.Hub);

    private IReadOnlyDictionary<string, HourProfile> _profiles = new Dictionary<string, HourProfile>(
        StringComparer.Ordinal);

    public ReplayPlan Plan()
    {
        var problems = new ProblemLog();
        _profiles = HourProfileReader.Read(dataSet.Directory, _calendar, problems);
        var activities = HubActivityReader.Read(dataSet, _profiles, problems);
        problems.ThrowIfAny();

        AddPassengers();
        foreach (var (table, survey, profile) in Tables)
            AddTable(dataSet.Flows.Get(table), survey, Profile(profile));
        AddActivities(activities);

        var producers = dataSet.Places
            .Where(place => _cellsOf.ContainsKey(place.Id))
            .Select(place => new ReplayProducer(place.Id, options.ProducerName, _cellsOf[place.Id], _calendar))
            .OrderBy(producer => dataSet.Find(producer.Hub)!.Kind is "observatory" ? 0 : 1);
        return new ReplayPlan(_calendar, [.. producers], _sources);
    }

    private void AddPassengers()
    {
        var table = dataSet.Flows.Get(PassengerTable);
        var shares = new PurposeShares(
            dataSet.Flows.Get("kansen-purpose-weekday-2010"),
            dataSet.Flows.Get("kansen-purpose-holiday-2010"),
            _calendar);
        var profiles = Array.ConvertAll(
            PurposeShares.Purposes, purpose => Profile("kansen-" + purpose.ToString().ToLowerInvariant()));
        foreach (var cell in table.Cells)
        {
            var parts = Apportionment.LargestRemainder(cell.Quantity, shares.Weights(cell.Origin, cell.Destination));
            var hub = Observatory(PassengerSurvey, cell.Origin);
            for (var i = 0; i < parts.Length; i++)
            {
                var part = cell with { Quantity = parts[i], Purpose = PurposeShares.Purposes[i] };
                Add(hub, part, table.Layer, profiles[i]);
            }
        }

        AddSource(table);
    }

    private void AddTable(FlowTable table, string survey, HourProfile profile)
    {
        foreach (var cell in table.Cells)
            Add(Observatory(survey, cell.Origin), cell, table.Layer, profile);
        AddSource(table);
    }

    private void AddActivities(IReadOnlyList<HubActivity> activities)
    {
        foreach (var activity in activities)
            Add(activity.Hub, activity.Cell, activity.Layer, activity.Profile);
        foreach (var provenance in activities.Select(activity => activity.Provenance).Distinct().Order())
            _sources.Add(
                new ReplaySource("hub-activity", ActivityTitle, null, provenance, "", HubActivityReader.File, 0));
    }

    private void Add(PlaceId hub, FlowTableCell cell, Layer layer, HourProfile profile)
    {
        if (cell.Quantity == 0)
            return;
        if (!_cellsOf.TryGetValue(hub, out var cells))
            _cellsOf.Add(hub, cells = []);
        var phase = PhaseOf(hub, cells.Count);
        cells.Add(new ReplayCell(
            cell.Origin, cell.Destination, layer, cell.Purpose, cell.Mode, cell.Quantity, profile, phase));
    }

    private void AddSource(FlowTable table) =>
        _sources.Add(new ReplaySource(
            table.Id, table.Title, table.Layer, table.Provenance, table.Period, table.Source, table.Total));

    private PlaceId Observatory(string survey, PlaceId place) =>
        _observatoryOf.TryGetValue((survey, place), out var hub)
            ? hub
            : throw Problem(
                "places/observatories.csv", "observes", $"no {survey} observatory observes {place}.", "add one.");

    private HourProfile Profile(string name) =>
        _profiles.TryGetValue(name, out var profile)
            ? profile
            : throw Problem(HourProfileReader.File, "profile", $"there is no profile {name}.", "add its two rows.");

    private static DataSetException Problem(string file, string column, string message, string cure) =>
        new([new DataProblem(file, 0, column, message, cure)], 1);

    // FNV-1a over the hub's id and the cell's number: the same on every machine, and evenly spread.
    private static uint PhaseOf(PlaceId hub, int number)
    {
        var hash = 2166136261u;
        foreach (var character in hub.Value)
            hash = (hash ^ character) * 16777619u;
        for (var shift = 0; shift < 32; shift += 8)
            hash = (hash ^ (byte)(number >> shift)) * 16777619u;
        return hash;
    }
}
