using System.Globalization;

namespace MegaRegion.Cli.Output;

/// <summary>Times of the contract as text.</summary>
internal static class Times
{
    /// <summary>ISO 8601 in UTC, with milliseconds where there are any.</summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970-01-01T00:00:00Z.</param>
    public static string Iso(long unixMilliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(unixMilliseconds)
        .UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture);
}
