using Grpc.Core;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Operations;
using MegaRegion.Gateway.Queries;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Retention;
using MegaRegion.Grains.Verification;
using MegaRegion.V1;

namespace MegaRegion.Gateway;

/// <summary>OperationsService on the wire.</summary>
internal sealed class OperationsEndpoint(
    StatusReport status, ILedgerVerifier verifier, IJournalCompactor compactor, FlowExport export, IPlaceCatalog catalog, Gates gates)
    : OperationsService.OperationsServiceBase
{
    private const int DefaultListed = 20;
    private const int MaxListed = 10_000;

    /// <inheritdoc/>
    public override Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context) =>
        status.GetAsync(context.CancellationToken);

    /// <inheritdoc/>
    public override async Task Verify(
        VerifyRequest request, IServerStreamWriter<VerifyResponse> responseStream, ServerCallContext context)
    {
        var maxListed = Contract.CountOf(request.MaxListed, DefaultListed, MaxListed, "max_listed");
        using var admitted = gates.Verifications.Enter();
        var result = await WithProgressAsync<VerificationProgress, VerificationResult>(
            (progress, stop) => verifier.VerifyAsync(maxListed, progress, stop),
            done => responseStream.WriteAsync(ToWire(done), context.CancellationToken),
            context.CancellationToken);
        var last = ToWire(new VerificationProgress(result.Reports, result.Reports));
        last.Result = VerificationMessages.ToWire(result, catalog.Current);
        await responseStream.WriteAsync(last, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task ExportFlows(
        ExportFlowsRequest request, IServerStreamWriter<ExportFlowsResponse> responseStream, ServerCallContext context)
    {
        using var admitted = gates.Exports.Enter();
        await export.RunAsync(request, responseStream, context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task Compact(
        CompactRequest request, IServerStreamWriter<CompactResponse> responseStream, ServerCallContext context)
    {
        if (compactor.Horizon is null)
            throw new ServiceErrorException(ServiceErrors.CompactionOff());

        using var admitted = gates.Compactions.Enter();
        var result = await WithProgressAsync<CompactionProgress, CompactionResult>(
            compactor.CompactAsync,
            done => responseStream.WriteAsync(
                new CompactResponse { StepsDone = done.Done, StepsTotal = done.Total }, context.CancellationToken),
            context.CancellationToken);
        await responseStream.WriteAsync(new CompactResponse { Result = ToWire(result) }, context.CancellationToken);
    }

    private static async Task<TResult> WithProgressAsync<TProgress, TResult>(
        Func<IProgress<TProgress>, CancellationToken, Task<TResult>> start, Func<TProgress, Task> tell, CancellationToken stop)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var progress = new ProgressStream<TProgress>();
        var work = start(progress, ended.Token);
        try
        {
            await foreach (var done in progress.ReadUntilAsync(work))
                await tell(done);
        }
        finally
        {
            // A client that goes away takes its work along; the gate opens only when it has ended.
            if (!work.IsCompleted)
                await ended.CancelAsync();

            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return await work;
    }

    private static CompactResult ToWire(CompactionResult result) => new()
    {
        Removed = result.Removed,
        FirstPosition = result.FirstPosition,
        JournalHead = result.Head,
        Hubs = result.Hubs,
        Seconds = result.Duration.TotalSeconds,
    };

    private static VerifyResponse ToWire(VerificationProgress done) => new()
    {
        ReportsDone = done.ReportsDone,
        ReportsTotal = done.ReportsTotal,
    };
}
