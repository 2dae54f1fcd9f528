namespace MegaRegion.Bench.Rpc;

/// <summary>What a process has spent since it started.</summary>
/// <param name="ProcessorTime">User and kernel time of all threads.</param>
/// <param name="AllocatedBytes">Managed bytes allocated.</param>
internal readonly record struct RpcUsage(TimeSpan ProcessorTime, long AllocatedBytes)
{
    public static RpcUsage operator -(RpcUsage later, RpcUsage earlier)
        => new(later.ProcessorTime - earlier.ProcessorTime, later.AllocatedBytes - earlier.AllocatedBytes);

    public static RpcUsage OfThisProcess()
        => new(Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes(precise: false));
}
