using MegaRegion.Scenarios.Japan;
using MegaRegion.Scenarios.Language;

namespace MegaRegion.Scenarios.Running;

/// <summary>Edits the links that are served, change by change.</summary>
internal sealed class LinkApplier(ScenarioModel model)
{
    private const string NewStation = "L:";
    private const string Shinagawa = "L:L1";
    private const string Nagoya = "L:L6";
    private const string Osaka = "L:L9";

    // Sites of which the plan has no service in the data set.
    private static readonly string[] Undecided = ["L:L7", "L:L8"];

    private List<JapanLink>? _links;

    /// <summary>The links; null when nothing has changed them.</summary>
    public IReadOnlyList<JapanLink>? Result => _links;

    /// <summary>Applies a change of links.</summary>
    public void Apply(Modification change)
    {
        _links ??= [.. model.World.Inputs.Links.Where(link => link.IsServed(model.People.Year))];
        switch (change)
        {
            case AddLink add:
                Add(add);
                break;
            case RemoveLinks remove:
                _links.RemoveAll(remove.Links.Matches);
                break;
            case CloseLinks close:
                _links.RemoveAll(close.Links.Matches);
                break;
            case ChangeLinks edit:
                _links = [.. _links.Select(link => edit.Links.Matches(link) ? Edited(link, edit) : link)];
                break;
            case OpenMaglev maglev:
                _links.AddRange(Planned(maglev));
                break;
        }
    }

    private void Add(AddLink add)
    {
        var link = new JapanLink(add.FromNode, add.ToNode, add.LinkKind, add.Minutes, add.Kilometres, add.ServicesPerDay, add.SeatsPerDay);
        _links!.Add(link);
        if (add.BothWays)
            _links.Add(link with { From = link.To, To = link.From });
    }

    private JapanLink Edited(JapanLink link, ChangeLinks edit)
    {
        var known = link.ServicesPerDay ?? (link.Kind == LinkKind.Express ? model.People.Assumptions.ExpressesPerDay : null);
        return link with
        {
            Minutes = link.Minutes * edit.MinutesFactor,
            ServicesPerDay = known is { } perDay && edit.FrequencyFactor != 1 ? perDay * edit.FrequencyFactor : link.ServicesPerDay,
            SeatsPerDay = link.SeatsPerDay * edit.CapacityFactor,
            FareFactor = link.FareFactor * edit.FareFactor,
            ExtraWaitMinutes = link.ExtraWaitMinutes + (link.Kind == LinkKind.Air ? FlightWait(edit) : 0),
        };
    }

    /// <summary>
    /// Flights have no frequency in the data set, so what changes is counted: a quarter of the headway, as for trains, but
    /// without their longest wait, because flights are hours apart.
    /// </summary>
    private double FlightWait(ChangeLinks edit)
    {
        if (edit.FrequencyFactor == 1 || edit.ServicesPerDayBefore is not { } before)
            return 0;
        var wait = model.People.Assumptions.HeadwayShare * model.People.Assumptions.ServiceDayMinutes / before;
        return (wait / edit.FrequencyFactor) - wait;
    }

    private IEnumerable<JapanLink> Planned(OpenMaglev maglev)
    {
        var planned = model.World.Inputs.Links.Where(link => link.OpenedYear is null && IsOpen(link.From, maglev) && IsOpen(link.To, maglev)).ToList();
        var through = planned.Find(link => link.Kind == LinkKind.Maglev && link.From == Shinagawa && link.To == (maglev.ToOsaka ? Osaka : Nagoya));
        var factor = maglev.Minutes is { } minutes && through is not null ? minutes / through.Minutes : 1;
        return planned.Select(link => link.Kind != LinkKind.Maglev ? link : link with
        {
            Minutes = link.Minutes * factor,
            ServicesPerDay = link.ServicesPerDay * maglev.FrequencyFactor,
            SeatsPerDay = link.SeatsPerDay * maglev.FrequencyFactor,
            FareFactor = link.FareFactor * maglev.FareFactor,
        });
    }

    private static bool IsOpen(string node, OpenMaglev maglev) =>
        !node.StartsWith(NewStation, StringComparison.Ordinal)
        || ((maglev.ToOsaka || node != Osaka) && !Undecided.Contains(node, StringComparer.Ordinal));
}
