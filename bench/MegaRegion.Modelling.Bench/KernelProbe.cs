namespace MegaRegion.Modelling.Bench;

/// <summary>A kernel with all its scratch memory in place, to be run again and again.</summary>
/// <param name="Name">What it is called in reports.</param>
/// <param name="Run">One run.</param>
internal sealed record KernelProbe(string Name, Action Run)
{
    private const int WarmRuns = 4;
    private const int MeasuredRuns = 5;
    private const int Passes = 3;

    /// <summary>
    /// Bytes that runs after warm-up allocate on the calling thread: the least of three passes, because the runtime's own
    /// caches grow on whatever thread meets them full. No time enters, so the figure is the same on every machine.
    /// </summary>
    public long AllocatedBytes()
    {
        for (var k = 0; k < WarmRuns; k++)
            Run();
        return Enumerable.Range(0, Passes).Min(_ => AllocatedBytesOfPass());
    }

    private long AllocatedBytesOfPass()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var k = 0; k < MeasuredRuns; k++)
            Run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
