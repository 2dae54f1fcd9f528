using Grpc.Core;
using MegaRegion.Gateway.Operations;
using MegaRegion.Gateway.Queries;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Verification;
using MegaRegion.V1;

namespace MegaRegion.Gateway;

/// <summary>OperationsService on the wire.</summary>
internal sealed class OperationsEndpoint(
    StatusReport status, ILedgerVerifier verifier, FlowExport export, IPlaceCatalog catalog, Gates gates)
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
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var progress = new ProgressStream<VerificationProgress>();
        var work = verifier.VerifyAsync(maxListed, progress, ended.Token);
        try
        {
            await foreach (var done in progress.ReadUntilAsync(work))
                await responseStream.WriteAsync(ToWire(done), context.CancellationToken);
        }
        finally
        {
            // A client that goes away takes its verification along; the gate opens only when it has ended.
            if (!work.IsCompleted)
                await ended.CancelAsync();

            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var result = await work;
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

    private static VerifyResponse ToWire(VerificationProgress done) => new()
    {
        ReportsDone = done.ReportsDone,
        ReportsTotal = done.ReportsTotal,
    };
}
