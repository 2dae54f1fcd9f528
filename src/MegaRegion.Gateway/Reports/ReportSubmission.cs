using System.Diagnostics;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Telemetry;

namespace MegaRegion.Gateway.Reports;

/// <summary>Submits one producer's reports to its hub's grain and says what became of them.</summary>
internal sealed class ReportSubmission(
    IHubGrain grain, string hub, string producer, GatewayInstruments instruments)
{
    /// <summary>Submits sound reports with consecutive sequences, or one faulty report.</summary>
    public async Task<SubmissionOutcome> SubmitAsync(IReadOnlyList<QueuedReport> reports)
    {
        using var activity = StartActivity(reports);
        SubmissionOutcome outcome;
        try
        {
            outcome = reports[0].Fault is null
                ? await SubmitSoundAsync(reports)
                : await SubmitFaultyAsync(reports[0]);
        }
        catch (Exception exception) when (ExceptionMapping.Find(exception) is { } error)
        {
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            outcome = SubmissionOutcome.Refused(error with { Sequence = reports[0].Sequence });
        }

        if (outcome.Refusal is { } refusal)
        {
            activity?.SetTag("error.type", refusal.Code.ToString());
            instruments.Rejected(reports[outcome.Accepted.Count].FlowCount, refusal.Code);
        }

        return outcome;
    }

    private async Task<SubmissionOutcome> SubmitSoundAsync(IReadOnlyList<QueuedReport> reports)
    {
        var batch = new SubmitBatch(producer, [.. reports.Select(report => report.Encoded!)]);
        var result = await grain.SubmitAsync(batch);
        return new SubmissionOutcome(result.Accepted, RefusalOf(result));
    }

    /// <summary>
    /// A report that breaks a rule now may have been sound when it was recorded (the clock was set back, a rule became
    /// stricter): then it is a resend, and the promise that a resend is always recognised comes first.
    /// </summary>
    private async Task<SubmissionOutcome> SubmitFaultyAsync(QueuedReport report)
    {
        var expected = await grain.GetNextSequenceAsync(producer);
        if (report.Sequence > expected)
            return SubmissionOutcome.Refused(ServiceErrors.SequenceGap(report.Sequence, expected));

        if (report.Sequence == expected || report.Sequence < 1)
            return SubmissionOutcome.Refused(report.Fault! with { Sequence = report.Sequence, ExpectedSequence = expected });

        return report.Encoded is null
            ? SubmissionOutcome.Refused(ServiceErrors.SequenceReused(report.Sequence, expected))
            : await SubmitSoundAsync([report]);
    }

    private ServiceError? RefusalOf(SubmitResult result)
    {
        var (sequence, expected) = (result.RefusedSequence, result.ExpectedSequence);
        return result.Refusal switch
        {
            SubmitRefusal.None => null,
            SubmitRefusal.SequenceGap => ServiceErrors.SequenceGap(sequence, expected),
            SubmitRefusal.SequenceReused => ServiceErrors.SequenceReused(sequence, expected),
            SubmitRefusal.UnknownHub => ServiceErrors.UnknownHub(hub),
            SubmitRefusal.StoreFull => ServiceErrors.StoreFull(sequence, expected),
            SubmitRefusal.StoreUnavailable => ServiceErrors.StoreUnavailable(sequence, expected),
            SubmitRefusal.WriterFenced => ServiceErrors.WriterFenced(sequence, expected),
            SubmitRefusal.QuantityLimit => ServiceErrors.QuantityLimit(sequence, expected),
            _ => throw new InvalidOperationException($"The hub {hub} refused with {result.Refusal}, which has no error code."),
        };
    }

    /// <summary>A child of the first report's span, or of the stream's when the client sent none; linked to the others.</summary>
    private static Activity? StartActivity(IReadOnlyList<QueuedReport> reports)
    {
        if (!GatewayInstruments.Activities.HasListeners())
            return null;

        var traced = reports.Where(report => report.Trace != default).Select(report => report.Trace).ToList();
        var activity = GatewayInstruments.Activities.StartActivity(
            "report submit",
            ActivityKind.Server,
            traced.Count > 0 ? traced[0] : Activity.Current?.Context ?? default,
            links: traced.Skip(1).Select(trace => new ActivityLink(trace)));
        activity?.SetTag("megaregion.reports", reports.Count);
        return activity;
    }
}
