using System.Diagnostics;
using MegaRegion.V1;

namespace MegaRegion.Client.Reporting;

/// <summary>A report that was handed over and is not yet acknowledged.</summary>
internal sealed class PendingReport(IReadOnlyCollection<Flow> flows, Activity? activity)
{
    private readonly TaskCompletionSource<ReportReceipt> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Its flows.</summary>
    public IReadOnlyCollection<Flow> Flows => flows;

    /// <summary>Completes when the report is durable.</summary>
    public Task<ReportReceipt> Done => _done.Task;

    /// <summary>The message under a sequence. It may use the encoder's buffers.</summary>
    /// <param name="sequence">The sequence.</param>
    /// <param name="columns">Encodes the flows; null to send them one by one.</param>
    public FlowReport ToMessage(long sequence, FlowColumnEncoder? columns)
    {
        var report = new FlowReport { Sequence = sequence, TraceParent = activity?.Id ?? "" };
        report.Columns = columns?.TryEncode(flows);
        if (report.Columns is null)
            report.Flows.AddRange(flows);

        return report;
    }

    /// <summary>It is durable.</summary>
    public void Complete(ReportReceipt receipt)
    {
        activity?.Dispose();
        _done.TrySetResult(receipt);
    }

    /// <summary>It will not be sent again.</summary>
    public void Fail(Exception exception)
    {
        activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
        activity?.Dispose();
        _done.TrySetException(exception);
    }
}
