using MegaRegion.Server;

namespace MegaRegion.Cli.Demo;

/// <summary>How the demonstration runs.</summary>
/// <param name="Server">The server inside.</param>
/// <param name="Speed">Seconds of the replayed year in a second.</param>
/// <param name="Limit">When it ends by itself; null for the end of the year or Ctrl-C.</param>
internal sealed record DemoOptions(ServerOptions Server, double Speed, TimeSpan? Limit)
{
    /// <summary>A quarter of a day in a second, about 100,000 flows: a year in 24 minutes.</summary>
    public const double DefaultSpeed = 21_600;

    /// <summary>The fastest; the machine is the limit long before.</summary>
    public const double MaxSpeed = 31_536_000;
}
