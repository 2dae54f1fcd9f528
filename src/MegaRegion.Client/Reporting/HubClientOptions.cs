using Grpc.Core;

namespace MegaRegion.Client.Reporting;

/// <summary>How a <see cref="HubClient"/> behaves.</summary>
public sealed record HubClientOptions
{
    /// <summary>The id of the reporting hub, for example <c>hub:linkers</c>.</summary>
    public required string Hub { get; init; }

    /// <summary>A name unique among the hub's producers: 1 to 80 of A-Z a-z 0-9 . _ -</summary>
    public required string Producer { get; init; }

    /// <summary>Reports posted and not yet acknowledged, at least 1; at the limit posting waits. Default 256.</summary>
    public int MaxUnacknowledgedReports
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 256;

    /// <summary>Flows in those reports, at least 1; a single larger report waits to be alone. Default 200,000.</summary>
    public int MaxUnacknowledgedFlows
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            field = value;
        }
    } = 200_000;

    /// <summary>
    /// Reports of at least so many flows are sent column by column, smaller ones flow by flow. To the ledger it is the
    /// same. Default 16: from about there on columns cost less than messages, on both sides.
    /// </summary>
    public int ColumnsFromFlows { get; init; } = 16;

    /// <summary>The first pause after a cut. Default 100 ms; each further one doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>The longest pause between two tries. Default 10 s.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long to go on trying without any progress before the client stops. Default: for ever.
    /// </summary>
    public TimeSpan GiveUpAfter { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>How long disposal waits for acknowledgements. Default 30 s.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Told of each cut and of the pause before the next try; for logs. It must not throw. Default: nobody.</summary>
    public Action<RpcException, TimeSpan>? OnInterrupted { get; init; }
}
