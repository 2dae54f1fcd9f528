using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Partnerships;

/// <summary>Reads the partnerships and the figures that the papers state.</summary>
internal sealed class PartnershipReader(
    string directory, ProblemLog problems, IReadOnlyDictionary<PlaceId, Place> places)
{
    public IReadOnlyList<Partnership> ReadPartnerships()
    {
        var result = new List<Partnership>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        string[] columns =
        [
            "id", "metro_place", "regional_place", "name_ja", "name_en", "class", "metro_partner", "regional_partner",
            "start_year", "note",
        ];
        foreach (var row in TableFile.Read(directory, "partnerships/partnerships.csv", columns, problems))
        {
            if (!ids.Add(row.Required("id")))
                row.Report(
                    "id", $"{row.Text("id")} stands twice; ids are unique.", "remove or rename one of the rows.");
            if (KnownPlace(row, "regional_place") is { } regional)
                result.Add(Partnership(row, regional));
        }

        return result;
    }

    public IReadOnlyList<Fact> ReadFacts(IReadOnlyList<Partnership> partnerships)
    {
        var facts = new List<Fact>();
        var known = partnerships.Select(partnership => partnership.Id)
            .Concat(places.Keys.Select(id => id.Value))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var row in FactRows("facts/partnership_facts.csv", "subject"))
        {
            if (!known.Contains(row.Text("subject")))
                row.Report(
                    "subject", $"'{row.Text("subject")}' is neither a hub nor a partnership.", "correct the id.");
            facts.Add(FactOf(row, "subject"));
        }

        foreach (var row in FactRows("facts/national_facts.csv", "scope"))
            facts.Add(FactOf(row, "scope"));
        return facts;
    }

    private IEnumerable<TableRow> FactRows(string file, string subject) =>
        TableFile.Read(directory, file, [subject, "metric", "value", "unit", "as_of", "paper"], problems);

    private static Fact FactOf(TableRow row, string subject) => new(
        row.Required(subject),
        row.Required("metric"),
        row.Required("value"),
        row.Required("unit"),
        row.Text("as_of"),
        row.Required("paper"));

    private Partnership Partnership(TableRow row, PlaceId regional) => new(
        row.Text("id"),
        row.Required("name_ja"),
        row.Required("name_en"),
        row.Required("class"),
        row.Required("metro_partner"),
        row.Text("metro_place").Length == 0 ? null : KnownPlace(row, "metro_place"),
        row.Required("regional_partner"),
        regional,
        (int)row.Whole("start_year", 1900, 2100),
        row.Text("note"));

    private PlaceId? KnownPlace(TableRow row, string column)
    {
        if (row.Id(column) is not { } id)
            return null;
        if (places.ContainsKey(id))
            return id;

        row.Report(column, $"{id} is not a place of the data set.", "add the place or correct the id.");
        return null;
    }
}
