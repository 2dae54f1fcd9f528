using System.Globalization;

namespace MegaRegion.Grains.Watch;

/// <summary>
/// A place in the changes of a level: which picture it is of, which cells were asked for, and how far the watcher is.
/// </summary>
/// <param name="Epoch">Names the picture that numbers the changes.</param>
/// <param name="Query">What was asked for; a token of another question gives no right to skip anything.</param>
/// <param name="Version">The newest change that the watcher has seen; <see cref="InPicture"/> while its picture is not complete.</param>
internal readonly record struct WatchToken(string Epoch, string Query, long Version)
{
    /// <summary>The version of tokens that are given before the picture is complete.</summary>
    public const long InPicture = -1;

    private const string Format = "1";
    private const int EpochLength = 32;

    /// <summary>The part of a token that stands for a query.</summary>
    public static string KeyOf(WatchQuery query) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(int)query.Level}-{(int)query.WindowSize}-{query.Layers.Bits}-{query.FromUnixMilliseconds}");

    /// <summary>Reads a token.</summary>
    /// <exception cref="FormatException">It is not one of ours.</exception>
    public static WatchToken Parse(string text)
    {
        var parts = text.Split('.');
        if (parts.Length == 4
            && string.Equals(parts[0], Format, StringComparison.Ordinal)
            && parts[1].Length == EpochLength
            && parts[2].Length > 0
            && long.TryParse(parts[3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var version)
            && version >= InPicture)
        {
            return new WatchToken(parts[1], parts[2], version);
        }

        throw new FormatException("The resume token is not one of this service.");
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Format}.{Epoch}.{Query}.{Version}");
}
