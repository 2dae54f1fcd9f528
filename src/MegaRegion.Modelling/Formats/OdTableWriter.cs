using System.Globalization;
using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Formats;

/// <summary>Writes matrices as the table that <see cref="OdTableReader"/> reads; numbers survive a round trip unchanged.</summary>
public static class OdTableWriter
{
    /// <summary>Writes one row per pair.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="zones">Names of the zones, without commas or quotes.</param>
    /// <param name="valueColumn">Name of the value column.</param>
    /// <param name="values">The values; infinite ones are left out.</param>
    /// <param name="writeZeros">Whether pairs with value 0 are written.</param>
    public static void Write(TextWriter writer, IReadOnlyList<string> zones, string valueColumn, OdMatrix values, bool writeZeros = true)
    {
        writer.Write($"origin,destination,{valueColumn}\n");
        for (var origin = 0; origin < values.Size; origin++)
        {
            for (var destination = 0; destination < values.Size; destination++)
            {
                var value = values[origin, destination];
                if (double.IsFinite(value) && (writeZeros || value != 0))
                    writer.Write(string.Create(CultureInfo.InvariantCulture, $"{zones[origin]},{zones[destination]},{value:R}\n"));
            }
        }
    }
}
