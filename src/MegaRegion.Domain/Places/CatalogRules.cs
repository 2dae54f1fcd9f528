namespace MegaRegion.Domain.Places;

/// <summary>What an edit of the catalogue must satisfy. Pure functions.</summary>
public static class CatalogRules
{
    /// <summary>The longest name, operator, or facility name, in characters.</summary>
    public const int MaxNameLength = 200;

    /// <summary>The longest kind of a place or facility.</summary>
    public const int MaxKindLength = 60;

    /// <summary>The longest remark.</summary>
    public const int MaxNoteLength = 4_000;

    /// <summary>The most facilities of a hub.</summary>
    public const int MaxFacilities = 500;

    /// <summary>Checks a place that is to be added; null when it is right.</summary>
    public static CatalogFault? CheckNew(Place place, PlaceDirectory directory) =>
        CheckId(place)
        ?? (directory.Find(place.Id) is null
            ? null
            : new CatalogFault(CatalogRefusal.Exists, "id", $"{place.Id} exists already."))
        ?? CheckAttributes(place)
        ?? CheckParent(place, directory);

    /// <summary>Checks a place that is to replace another; null when it is right. Whether its hub has reported is not asked here.</summary>
    public static CatalogFault? CheckReplacement(Place place, long expectedVersion, PlaceDirectory directory)
    {
        if (directory.Find(place.Id) is not { } current)
        {
            return new CatalogFault(CatalogRefusal.NotFound, "id", $"{place.Id} is not in the catalogue.");
        }

        if (current.Version != expectedVersion)
        {
            return new CatalogFault(
                CatalogRefusal.VersionConflict, "version",
                $"{place.Id} has version {current.Version}, not {expectedVersion}: read it again.");
        }

        return current.Place.Level == place.Level
            ? CheckAttributes(place) ?? CheckParent(place, directory) ?? CheckMove(place, current.Place)
            : InvalidField("level", $"The level of {place.Id} is {current.Place.Level} and never changes.");
    }

    // Totals lie along the tree, so a place that may hold some stays where it is.
    private static CatalogFault? CheckMove(Place place, Place current) =>
        place.Parent == current.Parent || place.Level == Level.Hub
            ? null
            : new CatalogFault(
                CatalogRefusal.InvalidParent, "parent", $"The parent of {place.Id} is {current.Parent} and never changes.");

    private static CatalogFault? CheckId(Place place)
    {
        if (!PlaceId.TryParse(place.Id.Value, out _))
        {
            return InvalidField("id", $"'{place.Id.Value}' is not a place id.");
        }

        var slugLength = place.Id.Value.Length - place.Id.Scheme.Length - 1;
        var fits = place.Id.Scheme switch
        {
            "hub" => place.Level == Level.Hub,
            "jp" => (place.Level == Level.Prefecture && slugLength == 2) || (place.Level == Level.City && slugLength == 5),
            "zone" => place.Level is Level.City or Level.Prefecture,
            "region" => place.Level == Level.Region,
            _ => place.Level == Level.MegaRegion,
        };
        return fits ? null : InvalidField("level", $"The id {place.Id} is not one of a {place.Level}.");
    }

    private static CatalogFault? CheckParent(Place place, PlaceDirectory directory)
    {
        if (place.Parent is not { } parentId)
        {
            return place.Level == Level.MegaRegion
                ? null
                : InvalidParent($"{place.Id} needs a parent: only a mega-region has none.");
        }

        if (directory.Find(parentId) is not { } parent)
        {
            return InvalidParent($"The parent {parentId} is not in the catalogue: register it first.");
        }

        return parent.Place.Level > place.Level
            ? null
            : InvalidParent($"The parent {parentId} is a {parent.Place.Level}, not above a {place.Level}.");
    }

    private static CatalogFault? CheckAttributes(Place place)
    {
        if (place.NameJa.Length + place.NameEn.Length == 0)
        {
            return InvalidField("name_ja", "A place needs a name in Japanese or English.");
        }

        if (place.Location is { } at
            && !(Math.Abs(at.LatitudeDegrees) <= 90 && Math.Abs(at.LongitudeDegrees) <= 180))
        {
            return InvalidField("latitude", "A location has a latitude of -90 to 90 and a longitude of -180 to 180 degrees.");
        }

        if (place.Population < 0)
        {
            return InvalidField("population", "A population is not negative.");
        }

        return CheckText("name_ja", place.NameJa, MaxNameLength)
            ?? CheckText("name_en", place.NameEn, MaxNameLength)
            ?? CheckText("kind", place.Kind, MaxKindLength)
            ?? CheckProfile(place);
    }

    private static CatalogFault? CheckProfile(Place place)
    {
        if (place.Hub is not { } hub)
        {
            return null;
        }

        if (place.Level != Level.Hub)
        {
            return InvalidField("hub", $"A {place.Level} has no hub profile.");
        }

        if (hub.OpenedYear is not 0 and (< 1500 or > 2200))
        {
            return InvalidField("hub.opened_year", $"{hub.OpenedYear} is not a year; give 0 when it is not known.");
        }

        if (!Enum.IsDefined(hub.OperatorClass))
        {
            return InvalidField("hub.operator_class", $"{(int)hub.OperatorClass} is not an operator class.");
        }

        return CheckText("hub.operator", hub.Operator, MaxNameLength)
            ?? CheckText("hub.note", hub.Note, MaxNoteLength)
            ?? CheckFacilities(hub.Facilities);
    }

    private static CatalogFault? CheckFacilities(IReadOnlyList<Facility> facilities) =>
        facilities.Count > MaxFacilities
            ? InvalidField("hub.facilities", $"A hub has at most {MaxFacilities} facilities.")
            : facilities
                .Select(facility => facility.Kind.Length == 0 || facility.Capacity < 0
                    ? InvalidField("hub.facilities", "A facility needs a kind, and a capacity that is not negative.")
                    : CheckText("hub.facilities", facility.Kind, MaxKindLength)
                        ?? CheckText("hub.facilities", facility.Name, MaxNameLength))
                .FirstOrDefault(fault => fault is not null);

    private static CatalogFault? CheckText(string field, string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            return InvalidField(field, $"{field} has {text.Length} characters; at most {maxLength} are kept.");
        }

        foreach (var character in text)
        {
            if (char.IsControl(character) && character != '\n')
            {
                return InvalidField(field, $"{field} has a control character.");
            }
        }

        return null;
    }

    private static CatalogFault InvalidField(string field, string message) =>
        new(CatalogRefusal.InvalidField, field, message);

    private static CatalogFault InvalidParent(string message) => new(CatalogRefusal.InvalidParent, "parent", message);
}
