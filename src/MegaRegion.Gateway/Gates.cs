using MegaRegion.Gateway.Reports;
using MegaRegion.Gateway.Telemetry;
using Microsoft.Extensions.Options;

namespace MegaRegion.Gateway;

/// <summary>The limits on calls that are open at once, and on what they hold.</summary>
internal sealed class Gates(IOptions<GatewayOptions> options, GatewayInstruments instruments)
{
    /// <summary>Report streams.</summary>
    public StreamGate Reports { get; } = new("report", options.Value.MaxReportStreams, instruments);

    /// <summary>Bytes of reports that are read and not answered.</summary>
    public ByteBudget ReportBytes { get; } = new(options.Value.MaxReportBytesOfProcess);

    /// <summary>Watches.</summary>
    public StreamGate Watches { get; } = new("watch", options.Value.MaxWatchStreams, instruments);

    /// <summary>Watches of runs.</summary>
    public StreamGate RunWatches { get; } = new("run", options.Value.MaxWatchStreams, instruments);

    /// <summary>Watches of alerts.</summary>
    public StreamGate AlertWatches { get; } = new("alert", options.Value.MaxWatchStreams, instruments);

    /// <summary>Verifications.</summary>
    public StreamGate Verifications { get; } = new("verify", options.Value.MaxVerifications, instruments);

    /// <summary>Removals from the journal: one at a time.</summary>
    public StreamGate Compactions { get; } = new("compact", 1, instruments);

    /// <summary>Exports.</summary>
    public StreamGate Exports { get; } = new("export", options.Value.MaxExports, instruments);
}
