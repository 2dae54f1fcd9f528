using System.Threading.RateLimiting;
using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MegaRegion.Gateway.Reports;

/// <summary>
/// Bounds the single reports that are looked at at once, and refuses the others at the door.
/// <para>
/// A server that takes in every call spends its time under overload on calls that nobody waits for any more: they stand
/// in line until their deadlines pass, and the share that ends well goes to nothing. So at most a certain number are let
/// in, few enough that each is answered soon, and the rest is told at once when to come back. What counts is that a
/// refusal costs a small part of a report: at five times the load there are four of them for each report. It
/// therefore comes before the message is parsed, runs no service and throws nothing; its headers were made at start.
/// </para>
/// Streams need no such limit: flow control holds them back (<see cref="ReportSession"/>).
/// </summary>
internal sealed class ReportCallLimit(IOptions<GatewayOptions> options, GatewayInstruments instruments)
    : IRateLimiterPolicy<string>
{
    /// <summary>The policy's name at the endpoints.</summary>
    public const string Name = "megaregion-report-calls";

    private static readonly TrailersOnlyResponse Refusal = new(ServiceErrors.Overloaded(
        "The server answers as many single reports as it can. Nothing was kept; try again after a pause, or report by stream.",
        "単発の報告が同時処理数の上限に達しています。何も記録していません。少し待って再試行するか、ストリームで報告してください。"));

    private readonly ConcurrencyLimiterOptions _limit = new() { PermitLimit = options.Value.MaxReportCalls };

    /// <inheritdoc/>
    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => RefuseAsync;

    /// <inheritdoc/>
    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        RateLimitPartition.GetConcurrencyLimiter(Name, _ => _limit);

    private async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        instruments.CallShed();
        await ReadToEndAsync(rejected.HttpContext.Request, cancellationToken);
        Refusal.WriteTo(rejected.HttpContext);
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
