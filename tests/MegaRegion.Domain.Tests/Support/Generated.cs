using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;

namespace MegaRegion.Testing;

/// <summary>Generators of the project's words, and the one way in which tests run a property.</summary>
internal static class Generated
{
    public static readonly EventTime Noon = EventTime.From(new DateTimeOffset(2026, 4, 1, 12, 0, 0, TimeSpan.Zero));

    private static readonly PlaceId[] AnyPlace = [.. SmallCountry.Places.Select(place => place.Id)];

    /// <summary>Flows spread over four days before noon, so that horizons of hours matter.</summary>
    public static Gen<Flow> Flow { get; } =
        from origin in Gen.Elements(AnyPlace)
        from destination in Gen.Elements(AnyPlace)
        from layer in Gen.Elements(Layer.People, Layer.Goods, Layer.Money, Layer.Information)
        from quantity in Gen.OneOf(Gen.Choose(1, 5), Gen.Choose(1, int.MaxValue))
        from minutesAgo in Gen.OneOf(Gen.Choose(0, 180), Gen.Choose(0, 4 * 24 * 60))
        from purpose in Gen.Choose(0, (int)Purpose.Other)
        from mode in Gen.Choose(0, (int)TransportMode.Digital)
        from deal in Gen.Elements<string?>(null, null, null, "deal-1", "案件二")
        select new Flow(
            origin, destination, layer, quantity, new EventTime(Noon.UnixMilliseconds - (minutesAgo * 60_000L)),
            (Purpose)purpose, (TransportMode)mode, deal);

    /// <summary>One to twelve flows.</summary>
    public static Gen<Flow[]> Report { get; } =
        from count in Gen.Choose(1, 12)
        from flows in Gen.ArrayOf(Flow, count)
        select flows;

    /// <summary>One to twelve reports.</summary>
    public static Gen<Flow[][]> Reports { get; } =
        from count in Gen.Choose(1, 12)
        from reports in Gen.ArrayOf(Report, count)
        select reports;

    /// <summary>Runs an assertion on generated values; a failure names the seed that repeats it.</summary>
    public static void ForAll<T>(Gen<T> values, Action<T> assertion, int runs = 200) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(runs),
            Prop.ForAll(values.ToArbitrary(), assertion));
}
