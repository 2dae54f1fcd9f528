using System.Globalization;
using MegaRegion.Cli.Running;
using MegaRegion.V1;

namespace MegaRegion.Cli.Commands;

/// <summary>Reads a facility from the command line.</summary>
internal static class FacilityText
{
    /// <summary>Reads <c>kind:name:capacity</c>; the capacity may be left out.</summary>
    /// <exception cref="CliException">The text is not one.</exception>
    public static Facility Parse(string text)
    {
        var parts = text.Split(':');
        if (parts.Length is 2 or 3 && parts[0].Length > 0
            && long.TryParse(parts.ElementAtOrDefault(2) ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var capacity))
        {
            return new Facility { Kind = parts[0], Name = parts[1], Capacity = capacity };
        }

        throw new CliException(ExitCode.Usage, $"--facility '{text}': give kind:name:capacity, for example desk:'Open desks':40.");
    }
}
