using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests;

/// <summary>One Report stream, driven message by message.</summary>
public sealed class ReportCall : IDisposable
{
    private readonly AsyncDuplexStreamingCall<ReportRequest, ReportResponse> _call;
    private readonly CancellationToken _cancel;

    private ReportCall(AsyncDuplexStreamingCall<ReportRequest, ReportResponse> call, CancellationToken cancel) =>
        (_call, _cancel) = (call, cancel);

    public long NextSequence { get; private set; }

    /// <summary>A stream without its first message.</summary>
    public static ReportCall Start(FlowService.FlowServiceClient client, CancellationToken cancel) =>
        new(client.Report(cancellationToken: cancel), cancel);

    public static async Task<ReportCall> OpenAsync(
        FlowService.FlowServiceClient client, string hub, string producer, CancellationToken cancel)
    {
        var call = Start(client, cancel);
        await call.SendOpenAsync(hub, producer);
        call.NextSequence = (await call.ReadAsync()).Opened.NextSequence;
        return call;
    }

    public async Task SendOpenAsync(string hub, string producer)
    {
        try
        {
            await _call.RequestStream.WriteAsync(
                new ReportRequest { Open = new OpenReport { Hub = hub, Producer = producer } });
        }
        catch (RpcException)
        {
            // Refused before the message went out: whoever reads is told why.
        }
    }

    public Task SendEmptyAsync() => _call.RequestStream.WriteAsync(new ReportRequest());

    public Task SendAsync(FlowReport report) => _call.RequestStream.WriteAsync(new ReportRequest { Report = report });

    public Task CompleteAsync() => _call.RequestStream.CompleteAsync();

    public async Task<ReportResponse> ReadAsync() =>
        await _call.ResponseStream.MoveNext(_cancel)
            ? _call.ResponseStream.Current
            : throw new InvalidOperationException("The stream has ended.");

    public async Task<ReportAck> ReadAckAsync() => (await ReadAsync()).Ack;

    public async Task<bool> HasEndedAsync() => !await _call.ResponseStream.MoveNext(_cancel);

    public void Dispose() => _call.Dispose();
}
