using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Telemetry;
using MegaRegion.V1;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace MegaRegion.Gateway.Overload;

/// <summary>
/// Bounds the single reports that are looked at at once, and refuses the others at the door.
/// <para>
/// A server that takes in every call spends its time under overload on calls that nobody waits for any more: they stand
/// in line until their deadlines pass, and the share that ends well goes to nothing. So at most a certain number are let
/// in, few enough that each is answered soon, and the rest is told at once when to come back. What counts is that a
/// refusal costs a small part of a report: at five times the load there are four of them for each report. It
/// therefore comes before routing and before the message is parsed, runs no service and throws nothing; its headers were
/// made at start. Calls that come faster than they can be refused are the matter of <see cref="ReadTurns"/>.
/// </para>
/// Streams need no such limit: flow control holds them back (<see cref="Reports.ReportSession"/>).
/// </summary>
internal sealed class ReportCallLimit(IOptions<GatewayOptions> options, ReadTurns turns, GatewayInstruments instruments)
{
    private static readonly PathString Path = $"/{FlowService.Descriptor.FullName}/{nameof(FlowEndpoint.SubmitReport)}";

    private static readonly TrailersOnlyResponse Refusal = new(ServiceErrors.Overloaded(
        "The server answers as many single reports as it can. Nothing was kept; try again after a pause, or report by stream.",
        "単発の報告が同時処理数の上限に達しています。何も記録していません。少し待って再試行するか、ストリームで報告してください。"));

    private readonly int _limit = options.Value.MaxReportCalls;
    private int _calls;

    /// <summary>Lets a call pass, or refuses it.</summary>
    public Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        if (!call.Request.Path.Equals(Path, StringComparison.Ordinal))
            return next(call);

        if (Interlocked.Increment(ref _calls) <= _limit)
            return PassAsync(call, next);

        Interlocked.Decrement(ref _calls);
        return RefuseAsync(call);
    }

    private async Task PassAsync(HttpContext call, RequestDelegate next)
    {
        var load = call.Features.Get<ConnectionLoad>();
        load?.Enter();
        try
        {
            await next(call);
        }
        finally
        {
            Interlocked.Decrement(ref _calls);
            load?.Leave();
            turns.Earn();
        }
    }

    private async Task RefuseAsync(HttpContext call)
    {
        instruments.CallShed();
        turns.Refused();
        call.Features.Get<ConnectionLoad>()?.Refuse();
        await ReadToEndAsync(call.Request, call.RequestAborted);
        Refusal.WriteTo(call);
    }

    // An answer that overtakes its request can get lost on the client.
    private static async ValueTask ReadToEndAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted || read.IsCanceled)
                return;
        }
    }
}
