using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>Things to store.</summary>
internal static class Sample
{
    public static PlaceId Hub(int number) => new(FormattableString.Invariant($"hub:h{number}"));

    public static JournalRecord Record(long sequence, string producer = "door", int payloadBytes = 20) =>
        new(producer, sequence, 1_700_000_000_000 + sequence, (int)(sequence % 7) + 1, Payload(sequence, payloadBytes));

    public static Place Region { get; } =
        new(new PlaceId("region:tohoku"), Level.Region, Parent: null, "region", "東北", "Tohoku");

    public static Place Prefecture { get; } =
        new(new PlaceId("jp:06"), Level.Prefecture, Region.Id, "prefecture", "山形県", "Yamagata", new GeoPoint(38.24, 140.36), 1_068_027);

    public static Place City { get; } =
        new(new PlaceId("jp:06203"), Level.City, Prefecture.Id, "city", "鶴岡市", "Tsuruoka", new GeoPoint(38.727, 139.826), 122_347);

    public static Place HubPlace { get; } =
        new(new PlaceId("hub:sds"), Level.Hub, City.Id, "coworking", "サイエンスパーク", "Science Park", Hub: new HubProfile(
            "A company", OperatorClass.OwnArea, 2018, [new Facility("desk", "机 \"A\"", 40)], "Source: a survey."));

    private static byte[] Payload(long sequence, int bytes)
    {
        var payload = new byte[bytes];
        new Random((int)sequence).NextBytes(payload);
        return payload;
    }
}
