using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Client.Reporting;

/// <summary>
/// The ledger refused a report and kept nothing of it. Everything before it is durable; nothing after it was recorded.
/// The client has stopped: correct the report, then go on with a new client.
/// </summary>
public sealed class ReportRefusedException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="sequence">The refused report.</param>
    /// <param name="detail">The server's reason.</param>
    /// <param name="innerException">The failed call.</param>
    public ReportRefusedException(long sequence, ErrorDetail detail, RpcException innerException)
        : base($"Report {sequence} was refused: {detail?.Message}", innerException)
    {
        ArgumentNullException.ThrowIfNull(detail);
        Sequence = sequence;
        Detail = detail;
    }

    /// <summary>The sequence of the refused report; 0 when the refusal is not about one (an unknown hub, for example).</summary>
    public long Sequence { get; }

    /// <summary>Code, position and field of the first bad flow, and the words in English and Japanese.</summary>
    public ErrorDetail Detail { get; }
}
