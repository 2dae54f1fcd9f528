namespace MegaRegion.Server.Hosting;

/// <summary>
/// Threads that the process's pool starts without hesitation.
/// <para>
/// A hub works on a batch of reports in one piece, up to tens of milliseconds. With a thread per processor, which is the
/// runtime's default, each step of a query stands in line behind such pieces, and half of the queries took 45 ms beside a
/// full load; with more threads the operating system shares the processors between them, and half took 5 ms
/// (docs/operations/ingest-performance.md). Idle threads cost a little memory only. A process with one processor or a part of one is
/// left as it is: under overload of a fifth of a processor it answered 425 reports a second, and 323 with eight threads.
/// </para>
/// </summary>
internal static class ServerThreads
{
    private const int PerProcessor = 8;

    /// <summary>Sees to it that there are enough; never takes any away.</summary>
    public static void Reserve()
    {
        if (Environment.ProcessorCount == 1)
            return;
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, PerProcessor * Environment.ProcessorCount), completions);
    }
}
