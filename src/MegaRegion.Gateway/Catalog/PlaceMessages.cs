using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Queries;
using Wire = MegaRegion.V1;

namespace MegaRegion.Gateway.Catalog;

/// <summary>
/// Places of the contract as the domain's, and back. What the domain cannot express is refused here; its rules
/// (lengths, parents) are the catalogue's business.
/// </summary>
internal static class PlaceMessages
{
    /// <summary>The entry of an answer.</summary>
    public static Wire.Place ToWire(CatalogEntry entry)
    {
        var place = entry.Place;
        var message = new Wire.Place
        {
            Id = place.Id.Value,
            Level = (Wire.Level)place.Level,
            Parent = place.Parent?.Value ?? "",
            Kind = place.Kind,
            NameJa = place.NameJa,
            NameEn = place.NameEn,
            Population = place.Population,
            Hub = place.Hub is null ? null : ToWire(place.Hub),
            Version = entry.Version,
        };
        if (place.Location is { } location)
        {
            message.Latitude = location.LatitudeDegrees;
            message.Longitude = location.LongitudeDegrees;
        }

        return message;
    }

    /// <summary>The place of a request.</summary>
    /// <exception cref="Errors.ServiceErrorException">A field has no meaning: INVALID_FIELD.</exception>
    public static Place ToDomain(Wire.Place? message)
    {
        if (message is null)
            throw Contract.Invalid("place", "The place is missing.", "place がありません。");

        var level = Contract.LevelOf(message.Level);
        if (message.Hub is not null && level != Level.Hub)
            throw Contract.Invalid("hub", "Only a place of the hub level has a hub profile.", "hub は拠点だけの項目です。");

        return new Place(
            IdOf(message.Id, "id"),
            level,
            message.Parent.Length == 0 ? null : IdOf(message.Parent, "parent"),
            message.Kind,
            message.NameJa,
            message.NameEn,
            LocationOf(message),
            message.Population,
            message.Hub is null ? null : ToDomain(message.Hub));
    }

    private static PlaceId IdOf(string text, string field) =>
        PlaceId.TryParse(text, out var id)
            ? id
            : throw Contract.Invalid(
                field,
                "An id is hub:, jp:, zone:, region: or mega: and 1 to 60 lower-case letters, digits and hyphens.",
                "ID は hub:・jp:・zone:・region:・mega: のいずれかに続く 1〜60 文字の英小文字・数字・ハイフンです。");

    private static GeoPoint? LocationOf(Wire.Place message)
    {
        if (!message.HasLatitude && !message.HasLongitude)
            return null;

        if (!message.HasLatitude || message.Latitude is not (>= -90 and <= 90))
            throw Contract.Invalid("latitude", "A latitude is -90 to 90 degrees.", "緯度は -90〜90 度です。");

        if (!message.HasLongitude || message.Longitude is not (>= -180 and <= 180))
            throw Contract.Invalid("longitude", "A longitude is -180 to 180 degrees.", "経度は -180〜180 度です。");

        return new GeoPoint(message.Latitude, message.Longitude);
    }

    private static HubProfile ToDomain(Wire.HubProfile message) => new(
        message.Operator,
        OperatorClassOf(message.OperatorClass),
        message.OpenedYear,
        [.. message.Facilities.Select(facility => new Facility(facility.Kind, facility.Name, facility.Capacity))],
        message.Note);

    private static OperatorClass OperatorClassOf(Wire.OperatorClass value) =>
        value is >= Wire.OperatorClass.Unspecified and <= Wire.OperatorClass.Public
            ? (OperatorClass)value
            : throw Contract.Invalid(
                "operator_class",
                $"{(int)value} is not an operator class.",
                $"{(int)value} は運営者区分の値ではありません。");

    private static Wire.HubProfile ToWire(HubProfile profile) => new()
    {
        Operator = profile.Operator,
        OperatorClass = (Wire.OperatorClass)profile.OperatorClass,
        OpenedYear = profile.OpenedYear,
        Facilities =
        {
            profile.Facilities.Select(facility => new Wire.Facility
            {
                Kind = facility.Kind,
                Name = facility.Name,
                Capacity = facility.Capacity,
            }),
        },
        Note = profile.Note,
    };
}
