using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Errors;
using MegaRegion.Grains.Queries;
using DomainLayer = MegaRegion.Domain.Flows.Layer;
using DomainLevel = MegaRegion.Domain.Places.Level;
using DomainWindowSize = MegaRegion.Domain.Ledger.WindowSize;
using Wire = MegaRegion.V1;

namespace MegaRegion.Gateway.Queries;

/// <summary>Values of the contract as the domain's, or the failure that names their field; and back.</summary>
internal static class Contract
{
    /// <summary>A required level.</summary>
    public static DomainLevel LevelOf(Wire.Level level) =>
        level is >= Wire.Level.Hub and <= Wire.Level.MegaRegion
            ? (DomainLevel)level
            : throw Invalid(
                "level",
                "The level is required: hub, city, prefecture, region or mega-region.",
                "階層（拠点・市区町村・都道府県・地方・全体）の指定が必要です。");

    /// <summary>Layers; all four when none is given.</summary>
    public static LayerSet LayersOf(IEnumerable<Wire.Layer> layers) =>
        LayerSet.Of(layers.Select(layer =>
            layer is >= Wire.Layer.People and <= Wire.Layer.Information
                ? (DomainLayer)layer
                : throw Invalid("layers", $"{(int)layer} is not a layer.", $"{(int)layer} は層の値ではありません。")));

    /// <summary>A window size; days when unspecified.</summary>
    public static DomainWindowSize WindowSizeOf(Wire.WindowSize size) => size switch
    {
        Wire.WindowSize.Unspecified => DomainWindowSize.Day,
        >= Wire.WindowSize.Minute and <= Wire.WindowSize.Day => (DomainWindowSize)size,
        _ => throw Invalid("window_size", $"{(int)size} is not a window size.", $"{(int)size} は時間窓の値ではありません。"),
    };

    /// <summary>A count with a default for 0.</summary>
    public static int CountOf(int count, int whenZero, int max, string field) => count switch
    {
        0 => whenZero,
        > 0 when count <= max => count,
        _ => throw Invalid(
            field, $"{field} is 1 to {max}, or 0 for {whenZero}.", $"{field} は 1〜{max}、または 0（{whenZero}）です。"),
    };

    /// <summary>A cell of the answer.</summary>
    public static Wire.FlowCell ToWire(
        PairKey pair, long quantity, long windowStartUnixMilliseconds, PlaceDirectory places) => new()
        {
            Origin = IdOf(pair.Origin, places),
            Destination = IdOf(pair.Destination, places),
            Layer = (Wire.Layer)pair.Layer,
            Quantity = quantity,
            WindowStartMs = windowStartUnixMilliseconds,
        };

    /// <summary>The id of a place that a total names.</summary>
    public static string IdOf(PlaceNumber number, PlaceDirectory places) =>
        places.Find(number)?.Place.Id.Value
        ?? throw new InvalidOperationException(
            $"A total names place number {number.Value}, which version {places.Version} of the catalogue does not have.");

    /// <summary>A failure of a field.</summary>
    public static ServiceErrorException Invalid(string field, string english, string japanese) =>
        new(ServiceErrors.InvalidField(field, english, japanese));
}
