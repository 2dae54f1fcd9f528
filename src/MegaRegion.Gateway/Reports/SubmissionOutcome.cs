using MegaRegion.Contracts.Hubs;
using MegaRegion.Gateway.Errors;

namespace MegaRegion.Gateway.Reports;

/// <summary>What became of reports that were submitted.</summary>
/// <param name="Accepted">The durable ones, in order, from the first.</param>
/// <param name="Refusal">Why the one after them was not; null when all were accepted.</param>
internal sealed record SubmissionOutcome(IReadOnlyList<AcceptedReport> Accepted, ServiceError? Refusal)
{
    public static SubmissionOutcome Refused(ServiceError refusal) => new([], refusal);
}
