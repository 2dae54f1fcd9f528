using MegaRegion.Scenarios.Results;
using MegaRegion.Scenarios.Running;

namespace MegaRegion.Scenarios.Reports;

/// <summary>Loads of the busiest links after the changes, with crowding where seats are known.</summary>
internal static class LinkTable
{
    private const int Shown = 100;

    public static ResultTable Make(RunContext context)
    {
        var before = Loads(context.Before);
        var rows = Loads(context.After).OrderByDescending(link => link.Value.Persons).ThenBy(link => link.Key.ToString(), StringComparer.Ordinal).Take(Shown).Select(link => Columns.Row(
            [link.Key.Mode, link.Key.From, link.Key.To],
            [before.GetValueOrDefault(link.Key).Persons, link.Value.Persons, link.Value.Seats > 0 ? link.Value.Seats : null, link.Value.Seats > 0 ? 100 * link.Value.Persons / link.Value.Seats : null]));
        return new ResultTable
        {
            Key = "links",
            TitleEn = "Loads of links",
            TitleJa = "リンクの交通量",
            NoteEn = "Trips between zones only: local travellers and trips inside the three metropolitan areas are not in them. Seats are stated for the maglev alone.",
            NoteJa = "ゾーン間の流動のみ。域内と三大都市圏内の流動は含まない。座席数が分かるのはリニアのみ。",
            KeyColumns = 3,
            Columns =
            [
                Columns.Text("mode", "Mode", "交通機関"), Columns.Text("from", "From", "出発"), Columns.Text("to", "To", "到着"),
                Columns.Number("before", "Before", "変化前", "persons/day"), Columns.Number("after", "After", "変化後", "persons/day"),
                Columns.Number("seats", "Seats", "座席", "seats/day", FigureLabel.Assumed), Columns.Number("crowding", "Load factor", "乗車率", "%"),
            ],
            Rows = [.. rows],
        };
    }

    private static Dictionary<(string Mode, string From, string To), (double Persons, double Seats)> Loads(SolvedLayers solved)
    {
        var loads = new Dictionary<(string, string, string), (double, double)>();
        for (var k = 0; k < solved.Network.Links.Count; k++)
        {
            var link = solved.Network.Links[k];
            var key = (link.Mode.ToString().ToLowerInvariant(), link.From, link.To);
            var (persons, seats) = loads.GetValueOrDefault(key);
            loads[key] = (persons + solved.Assignment.LinkFlow[k], seats + link.SeatsPerDay);
        }

        return loads;
    }
}
