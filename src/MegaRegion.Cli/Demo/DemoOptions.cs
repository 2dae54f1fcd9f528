using MegaRegion.Server;

namespace MegaRegion.Cli.Demo;

/// <summary>How the demonstration runs.</summary>
/// <param name="Server">The server inside.</param>
/// <param name="Speed">Seconds of the replayed year in a second.</param>
/// <param name="Limit">When it ends by itself; null for the end of the year or Ctrl-C.</param>
internal sealed record DemoOptions(ServerOptions Server, double Speed, TimeSpan? Limit)
{
    /// <summary>Half a day in a second: a year in about twelve minutes.</summary>
    public const double DefaultSpeed = 43_200;

    /// <summary>The fastest; the machine is the limit long before.</summary>
    public const double MaxSpeed = 31_536_000;
}
