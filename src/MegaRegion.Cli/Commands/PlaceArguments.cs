using System.CommandLine;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary>The attributes that <c>places register</c> and <c>places edit</c> can set.</summary>
internal sealed class PlaceArguments
{
    private readonly Option<string?> _parent = new("--parent") { Description = "Id of the place above. 上位の地点", HelpName = "place" };
    private readonly Option<string?> _kind = new("--kind") { Description = "For example coworking, fab_lab, town. 種類", HelpName = "kind" };
    private readonly Option<string?> _nameJa = new("--name-ja") { Description = "Japanese name. 日本語名", HelpName = "name" };
    private readonly Option<string?> _nameEn = new("--name-en") { Description = "English name. 英語名", HelpName = "name" };
    private readonly Option<double?> _latitude = new("--lat") { Description = "Latitude in degrees, WGS 84. 緯度", HelpName = "degrees" };
    private readonly Option<double?> _longitude = new("--lon") { Description = "Longitude in degrees. 経度", HelpName = "degrees" };
    private readonly Option<long?> _population = new("--population") { Description = "Residents. 人口", HelpName = "N" };
    private readonly Option<string?> _operator = new("--operator") { Description = "Who runs the hub. 運営者", HelpName = "name" };
    private readonly Option<OperatorClass?> _operatorClass = new("--operator-class") { Description = "OwnArea, OwnBusiness, NewValue or Public. 運営者の区分", HelpName = "class" };
    private readonly Option<int?> _openedYear = new("--opened") { Description = "First year of operation. 開設年", HelpName = "year" };
    private readonly Option<string[]> _facilities = new("--facility")
    {
        Description = "A facility as kind:name:capacity; may be repeated; replaces all. 施設",
        HelpName = "kind:name:capacity",
    };

    private readonly Option<string?> _note = new("--note") { Description = "A remark with its source. 備考", HelpName = "text" };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_parent, _kind, _nameJa, _nameEn, _latitude, _longitude, _population, _operator, _operatorClass, _openedYear, _facilities, _note])
        {
            command.Add(option);
        }
    }

    /// <summary>Writes what was given into a place; the rest stays.</summary>
    public void Apply(ParseResult arguments, Place place)
    {
        place.Parent = arguments.GetValue(_parent) ?? place.Parent;
        place.Kind = arguments.GetValue(_kind) ?? place.Kind;
        place.NameJa = arguments.GetValue(_nameJa) ?? place.NameJa;
        place.NameEn = arguments.GetValue(_nameEn) ?? place.NameEn;
        place.Population = arguments.GetValue(_population) ?? place.Population;
        if (arguments.GetValue(_latitude) is { } latitude)
        {
            place.Latitude = latitude;
        }

        if (arguments.GetValue(_longitude) is { } longitude)
        {
            place.Longitude = longitude;
        }

        if (place.Level == Level.Hub)
        {
            place.Hub ??= new HubProfile();
            Apply(arguments, place.Hub);
        }
    }

    private void Apply(ParseResult arguments, HubProfile hub)
    {
        hub.Operator = arguments.GetValue(_operator) ?? hub.Operator;
        hub.OperatorClass = arguments.GetValue(_operatorClass) ?? hub.OperatorClass;
        hub.OpenedYear = arguments.GetValue(_openedYear) ?? hub.OpenedYear;
        hub.Note = arguments.GetValue(_note) ?? hub.Note;
        if (arguments.GetValue(_facilities) is { Length: > 0 } facilities)
        {
            hub.Facilities.Clear();
            hub.Facilities.Add(facilities.Select(FacilityText.Parse));
        }
    }
}
