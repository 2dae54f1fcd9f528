using System.Globalization;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>A control group (version 1) with a limit, for one process. Needs root.</summary>
internal sealed class ControlGroup : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private ControlGroup(DirectoryInfo folder) => _folder = folder;

    /// <summary>A share of the processors, in hundredths of one. The calling test is skipped where that is not allowed.</summary>
    public static ControlGroup OfProcessor(int percent) => Make("cpu", "cpu.cfs_quota_us", percent * 1_000L);

    /// <summary>An amount of memory. The calling test is skipped where that is not allowed.</summary>
    public static ControlGroup OfMemory(long bytes) => Make("memory", "memory.limit_in_bytes", bytes);

    /// <summary>
    /// So many writes a second to one block device, given by its numbers. The calling test is skipped where that is not
    /// allowed.
    /// </summary>
    public static ControlGroup OfWrites(string device, int perSecond) =>
        Make("blkio", "blkio.throttle.write_iops_device", FormattableString.Invariant($"{device} {perSecond}"));

    /// <summary>The most memory that its processes had.</summary>
    public long MostMemoryBytes => Read("memory.max_usage_in_bytes");

    /// <summary>For <see cref="ServerPlace.Wrapper"/>: the server starts inside.</summary>
    public IReadOnlyList<string> Wrapper => ["sh", "-c", $"echo $$ > {Processes}; exec \"$@\"", "sh"];

    /// <summary>Takes a process in.</summary>
    public void Add(ServerProcess server) =>
        File.WriteAllText(Processes, server.Id.ToString(CultureInfo.InvariantCulture));

    // A process that has just ended may be a member for a moment longer.
    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (_folder.Exists)
        {
            try
            {
                _folder.Delete();
            }
            catch (IOException)
            {
                await ticks.WaitForNextTickAsync(limit.Token);
            }

            _folder.Refresh();
        }
    }

    private string Processes => Path.Combine(_folder.FullName, "cgroup.procs");

    private static ControlGroup Make(string controller, string limit, long value) =>
        Make(controller, limit, value.ToString(CultureInfo.InvariantCulture));

    private static ControlGroup Make(string controller, string limit, string value)
    {
        var place = Path.Combine("/sys/fs/cgroup", controller, FormattableString.Invariant($"megaregion-{Guid.NewGuid():N}"));
        try
        {
            var folder = Directory.CreateDirectory(place);
            File.WriteAllText(Path.Combine(place, limit), value);
            return new ControlGroup(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            Assert.Skip($"a control group for {controller} cannot be made here: {error.Message}");
            throw;
        }
    }

    private long Read(string file) =>
        long.Parse(File.ReadAllText(Path.Combine(_folder.FullName, file)), CultureInfo.InvariantCulture);
}
