using System.Diagnostics;
using System.Globalization;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>A small file system of its own, which a filler file makes full. Needs root.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private SmallDisk(DirectoryInfo folder) => Folder = folder;

    public DirectoryInfo Folder { get; }

    private string Filler => Path.Combine(Folder.FullName, "filler");

    /// <summary>Mounts a disk; the calling test is reported as skipped where that is not allowed.</summary>
    public static async Task<SmallDisk> MountAsync(int mebibytes)
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting a small file system needs root");
        var folder = Directory.CreateTempSubdirectory("megaregion-disk-");
        var size = string.Create(CultureInfo.InvariantCulture, $"size={mebibytes}m");
        if (await RunAsync("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.FullName))
        {
            return new SmallDisk(folder);
        }

        folder.Delete();
        Assert.Skip("a file system cannot be mounted here");
        return null!;
    }

    /// <summary>Takes all free space.</summary>
    public async Task FillAsync()
    {
        var block = new byte[64 << 10];
        await using var file = new FileStream(Filler, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            while (true)
            {
                await file.WriteAsync(block);
            }
        }
        catch (IOException)
        {
            // Full: what was wanted.
        }
    }

    /// <summary>Gives the space back.</summary>
    public void Free() => File.Delete(Filler);

    public async ValueTask DisposeAsync()
    {
        await RunAsync("umount", Folder.FullName);
        Folder.Delete(recursive: true);
    }

    private static async Task<bool> RunAsync(string file, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(file, arguments) { UseShellExecute = false })!;
        await process.WaitForExitAsync(CancellationToken.None);
        return process.ExitCode == 0;
    }
}
