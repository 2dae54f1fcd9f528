using Grpc.Core;

namespace MegaRegion.Faults.Tests.Load;

/// <summary>What became of many calls.</summary>
/// <param name="Calls">Each of them.</param>
/// <param name="AcceptedPerSecond">The goodput.</param>
internal sealed record CallFigures(IReadOnlyList<AnsweredCall> Calls, double AcceptedPerSecond)
{
    public int Accepted => Calls.Count(call => call.IsAccepted);

    public int Refused => Calls.Count(call => call.Status == StatusCode.ResourceExhausted);

    /// <summary>Calls that were neither accepted nor refused with RESOURCE_EXHAUSTED and a time to try again, by status.</summary>
    public IReadOnlyDictionary<StatusCode, int> Others => Calls
        .Where(call => !call.IsAccepted && !(call.Status == StatusCode.ResourceExhausted && call.HasDelay))
        .CountBy(call => call.Status)
        .ToDictionary();

    /// <summary>How long an accepted call took: the value that so many of a hundred do not exceed.</summary>
    public TimeSpan Percentile(int percent)
    {
        var sorted = Calls.Where(call => call.IsAccepted).Select(call => call.Took).Order().ToList();
        return sorted.Count == 0 ? Timeout.InfiniteTimeSpan : sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
    }
}
