using System.Diagnostics;
using MegaRegion.Grains.Storage;
using MegaRegion.Storage.Conformance;
using MegaRegion.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace MegaRegion.Storage.Tests;

/// <summary>A real file system that is full. Needs root, to mount one of its own.</summary>
public sealed class FullDiskTests : IAsyncLifetime
{
    private const int DiskMebibytes = 8;
    private const int PayloadBytes = 50_000;
    private const long CheckpointBytes = 1 << 18;

    private readonly DirectoryInfo _disk = Directory.CreateTempSubdirectory("megaregion-full-");
    private ServiceProvider? _store;
    private bool _mounted;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IJournal Journal => _store!.GetRequiredService<IJournal>();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small file system needs root");
        _mounted = await RunAsync("mount", "-t", "tmpfs", "-o", $"size={DiskMebibytes}m", "tmpfs", _disk.FullName);
        Assert.SkipUnless(_mounted, "a file system cannot be mounted here");
    }

    // On a slow disk the log may be long, but not where reports need the space.
    [Fact]
    public async Task The_log_is_not_let_grow_on_a_disk_that_has_little_room()
    {
        _store = Open(new SteppingTime(TimeSpan.FromMilliseconds(50)));

        var kept = await AppendUntilFullAsync();

        (kept * PayloadBytes).ShouldBeGreaterThan(DiskMebibytes * 3 / 4 << 20);
        new FileInfo(Path.Combine(_disk.FullName, "store.db-wal")).Length.ShouldBeLessThan(4 * CheckpointBytes);
    }

    [Fact]
    public async Task While_the_disk_is_full_reads_go_on_and_writes_do_again_when_there_is_space()
    {
        _store = Open(TimeProvider.System);
        var filler = Path.Combine(_disk.FullName, "filler");
        await File.WriteAllBytesAsync(filler, new byte[DiskMebibytes / 2 << 20], Cancellation);

        var kept = await AppendUntilFullAsync();

        kept.ShouldBeGreaterThan(0);
        await Should.ThrowAsync<JournalFullException>(() => AppendAsync(kept + 1));
        (await Journal.GetTotalsAsync(Cancellation)).Head.ShouldBe(kept);
        (await Journal.ReadAllAsync(0, long.MaxValue, Cancellation).CountAsync(Cancellation)).ShouldBe(kept);

        File.Delete(filler);
        (await AppendAsync(kept + 1)).ShouldBe(kept + 1);
        await StoredReports.ShouldHoldAsync(_store!, [.. Enumerable.Range(1, kept + 1).Select(sequence => (long)sequence)]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_mounted)
        {
            await RunAsync("umount", _disk.FullName);
        }

        _disk.Delete(recursive: true);
    }

    private ServiceProvider Open(TimeProvider time) => new ServiceCollection()
        .AddMegaRegionSqliteStore(options =>
        {
            options.Path = Path.Combine(_disk.FullName, "store.db");
            options.CheckpointBytes = CheckpointBytes;
        })
        .AddSingleton(time)
        .BuildServiceProvider();

    private async Task<int> AppendUntilFullAsync()
    {
        for (var sequence = 1; ; sequence++)
        {
            try
            {
                await AppendAsync(sequence);
            }
            catch (JournalFullException)
            {
                return sequence - 1;
            }
        }
    }

    private Task<long> AppendAsync(int sequence) =>
        Journal.AppendAsync(Sample.Hub(1), sequence - 1, [Sample.Record(sequence, payloadBytes: PayloadBytes)], Cancellation).AsTask();

    private static async Task<bool> RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0;
    }
}
