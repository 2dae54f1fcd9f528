using Grpc.Core;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Queries;
using MegaRegion.Grains.Catalog;
using MegaRegion.Grains.Watch;
using MegaRegion.V1;
using Microsoft.Extensions.Options;

namespace MegaRegion.Gateway.Watch;

/// <summary>
/// Answers WatchFlows. It asks for the next update only after the last one was written, so a slow client slows only
/// its own watch, which the bound behind <see cref="IFlowWatch"/> then answers with a new picture.
/// </summary>
internal sealed class FlowWatching(
    IFlowWatch watch, IPlaceCatalog catalog, ServerStop stop, IOptions<GatewayOptions> options)
{
    /// <summary>Runs until the client goes away or the server stops.</summary>
    public async Task RunAsync(
        WatchFlowsRequest request, IServerStreamWriter<WatchFlowsResponse> responses, CancellationToken cancelled)
    {
        var query = new WatchQuery(
            Contract.LevelOf(request.Level),
            Contract.LayersOf(request.Layers),
            Contract.WindowSizeOf(request.WindowSize),
            request.FromMs == 0 ? long.MinValue : request.FromMs);
        var pages = new WatchPages(options.Value.WatchPageSize, request.ResumeToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancelled, stop.Token);
        var hasStarted = false;
        try
        {
            await foreach (var update in watch.WatchAsync(query, request.ResumeToken, ended.Token))
            {
                hasStarted = true;
                foreach (var page in pages.Of(update, catalog.Current))
                    await responses.WriteAsync(page, ended.Token);
            }
        }
        catch (FormatException exception) when (!hasStarted)
        {
            throw new ServiceErrorException(ServiceErrors.InvalidResumeToken(), exception);
        }
        catch (OperationCanceledException exception) when (!cancelled.IsCancellationRequested)
        {
            throw new ServiceErrorException(ServiceErrors.ShuttingDown(), exception);
        }

        throw new ServiceErrorException(ServiceErrors.ShuttingDown());
    }
}
