using MegaRegion.Modelling.Networks;
using MegaRegion.Modelling.Numerics;

namespace MegaRegion.Modelling.Formats;

/// <summary>
/// The weights of toll and length that belong to a TNTP network. A file may state them as metadata
/// (&lt;TOLL FACTOR&gt;, &lt;DISTANCE FACTOR&gt;); for most published networks only the page beside the file does, and
/// their published optima hold with these weights alone.
/// </summary>
public static class TntpWeights
{
    private static readonly Dictionary<string, CostWeights> Published = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ChicagoSketch"] = new CostWeights(Toll: 0.02, Distance: 0.04),
        ["ChicagoRegional"] = new CostWeights(Toll: 0.1, Distance: 0.25),
        ["Philadelphia"] = new CostWeights(Toll: 0.055, Distance: 0),
    };

    /// <summary>The weights that the publisher of a network uses; null when none are known.</summary>
    /// <param name="name">Name of the network as in its file names, for example ChicagoSketch.</param>
    public static CostWeights? OfPublished(string name) =>
        Published.TryGetValue(name, out var weights) ? weights : null;

    /// <summary>The weights that a network file states in its metadata.</summary>
    /// <param name="reader">The text of the network file.</param>
    /// <param name="source">Its name for messages.</param>
    /// <returns>An array with one entry, the weights, or none.</returns>
    public static Outcome<CostWeights[]> Read(TextReader reader, string source)
    {
        var problems = new ProblemList(source);
        var (toll, distance, row, stated) = (0.0, 0.0, 0, false);
        while (reader.ReadLine() is { } line)
        {
            row++;
            if (TntpLine.IsIgnorable(line))
                continue;
            if (!TntpLine.TryMetadata(line, out var key, out var value) || key is "END OF METADATA")
                break;
            if (key is not ("TOLL FACTOR" or "DISTANCE FACTOR"))
                continue;
            stated = true;
            if (!TntpLine.TryNumber(value, out var weight) || weight < 0)
                problems.Add(row, key, $"expected a number of at least 0, found '{value}'");
            else
                (toll, distance) = key is "TOLL FACTOR" ? (weight, distance) : (toll, weight);
        }

        if (!problems.IsEmpty)
            return Outcome<CostWeights[]>.Refused(problems.Items);
        return stated ? [new CostWeights(toll, distance)] : Array.Empty<CostWeights>();
    }
}
