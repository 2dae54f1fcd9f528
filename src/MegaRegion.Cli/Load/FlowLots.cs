using MegaRegion.V1;

namespace MegaRegion.Cli.Load;

/// <summary>
/// What one flow of a load carries. A run tells quantities of a year; a load needs single movements. The sizes are assumptions:
/// a traveller, a full lorry, a usual donation, and what an exchange counts at once.
/// </summary>
internal static class FlowLots
{
    private const long Persons = 1;
    private const long Kilograms = 10_000;
    private const long Yen = 20_000;
    private const long Messages = 100;

    /// <summary>The quantity of one flow, in the layer's unit.</summary>
    public static long QuantityOf(Layer layer) => layer switch
    {
        Layer.People => Persons,
        Layer.Goods => Kilograms,
        Layer.Money => Yen,
        Layer.Information => Messages,
        _ => throw new ArgumentOutOfRangeException(nameof(layer), layer, "Not a layer."),
    };
}
