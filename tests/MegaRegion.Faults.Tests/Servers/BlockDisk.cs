using System.ComponentModel;
using System.Diagnostics;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>
/// A file system with a block device of its own, which a control group can make slow without slowing anything else. It is
/// a loop over a file. Needs root.
/// </summary>
internal sealed class BlockDisk : IAsyncDisposable
{
    private readonly DirectoryInfo _place;

    private BlockDisk(DirectoryInfo place) => _place = place;

    public DirectoryInfo Folder => new(Path.Combine(_place.FullName, "disk"));

    private string Image => Path.Combine(_place.FullName, "image");

    /// <summary>The device's numbers, for a control group: <c>7:0</c>.</summary>
    public string Device => File.ReadLines("/proc/self/mountinfo")
        .Select(line => line.Split(' '))
        .Single(fields => string.Equals(fields[4], Folder.FullName, StringComparison.Ordinal))[2];

    /// <summary>Mounts a disk; the calling test is reported as skipped where that is not allowed.</summary>
    public static async Task<BlockDisk> MountAsync(int mebibytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a file system needs root");
        var disk = new BlockDisk(Directory.CreateTempSubdirectory("megaregion-block-"));
        disk.Folder.Create();
        await using (var image = File.Create(disk.Image))
        {
            image.SetLength((long)mebibytes << 20);
        }

        if (await RunAsync("mkfs.ext4", "-q", "-F", disk.Image) && await RunAsync("mount", "-o", "loop", disk.Image, disk.Folder.FullName))
        {
            return disk;
        }

        disk._place.Delete(recursive: true);
        Assert.Skip("a file system over a loop device cannot be mounted here");
        return null!;
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", Folder.FullName);
        _place.Delete(recursive: true);
    }

    private static async Task<bool> RunAsync(string file, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false })!;
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
