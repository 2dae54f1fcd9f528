namespace MegaRegion.Simulation.Tests;

/// <summary>A hub's answer to a report.</summary>
/// <param name="Sequence">The report's.</param>
/// <param name="IsAccepted">Whether it is durable.</param>
/// <param name="Expected">The sequence expected next.</param>
/// <param name="IsReuse">Whether it was refused because the sequence has another body.</param>
internal readonly record struct HubAnswer(long Sequence, bool IsAccepted, long Expected, bool IsReuse);
