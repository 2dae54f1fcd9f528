namespace Orleans.Configuration;

/// <summary>How calls to and between grains of this host behave.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>Most requests waiting at one grain; more are refused. Default 0: no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit { get; set; }

    /// <summary>Most requests waiting at one activation of a stateless worker. Default 0: no limit.</summary>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; }
}
