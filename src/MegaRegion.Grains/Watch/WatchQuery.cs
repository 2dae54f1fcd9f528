using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Queries;

namespace MegaRegion.Grains.Watch;

/// <summary>Which cells a watcher wants.</summary>
/// <param name="Level">Level of origin and destination.</param>
/// <param name="Layers">Which layers.</param>
/// <param name="WindowSize">Which windows.</param>
/// <param name="FromUnixMilliseconds">Only windows that start at or after this moment; <see cref="long.MinValue"/> for all.</param>
public sealed record WatchQuery(
    Level Level, LayerSet Layers, WindowSize WindowSize = WindowSize.Day, long FromUnixMilliseconds = long.MinValue);
