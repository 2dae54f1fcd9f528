using Grpc.Core;
using MegaRegion.Client.Errors;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests;

/// <summary>A test with a server of its own.</summary>
public abstract class ServerTest : IAsyncLifetime
{
    /// <summary>Nothing here takes longer, unless it hangs.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _patience = new(Patience);

    protected LocalServer Server { get; private set; } = null!;

    protected CancellationToken Cancel => _patience.Token;

    protected virtual TestServerOptions Options => new();

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => Server = await LocalServer.StartAsync(Options);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _patience.Dispose();
        GC.SuppressFinalize(this);
    }

    protected Task<ReportCall> OpenAsync(string hub = TestPlaces.Alpha, string producer = "p1") =>
        ReportCall.OpenAsync(Server.Flows, hub, producer, Cancel);

    protected async Task<ReportAck> SubmitAsync(
        long sequence, Flow[] flows, string hub = TestPlaces.Alpha, string producer = "p1")
    {
        var request = new SubmitReportRequest { Hub = hub, Producer = producer, Report = Sample.Report(sequence, flows) };
        return (await Server.Flows.SubmitReportAsync(request, cancellationToken: Cancel)).Ack;
    }

    /// <summary>Waits, by a watch, until the totals of a level have what is asked for.</summary>
    protected async Task WaitForTotalAsync(Level level, Layer layer, long quantity)
    {
        var totals = new Dictionary<(string, string, long), long>();
        using var call = Server.Flows.WatchFlows(
            new WatchFlowsRequest { Level = level, Layers = { layer } }, cancellationToken: Cancel);
        while (totals.Values.Sum() != quantity)
        {
            (await call.ResponseStream.MoveNext(Cancel)).ShouldBeTrue();
            foreach (var cell in call.ResponseStream.Current.Cells)
                totals[(cell.Origin, cell.Destination, cell.WindowStartMs)] = cell.Quantity;
        }
    }

    /// <summary>The detail of a call that must fail with a code; its status must be the one of the contract.</summary>
    protected static async Task<ErrorDetail> FailsAsync(ErrorCode code, StatusCode status, Func<Task> call)
    {
        var exception = await Should.ThrowAsync<RpcException>(call);
        var detail = ErrorDetails.Find(exception).ShouldNotBeNull();
        detail.Code.ShouldBe(code, detail.Message);
        exception.StatusCode.ShouldBe(status);
        detail.Message.ShouldNotBeEmpty();
        detail.MessageJa.ShouldNotBeEmpty();
        return detail;
    }
}
