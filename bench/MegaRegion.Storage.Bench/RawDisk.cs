using System.Diagnostics;

namespace MegaRegion.Storage.Bench;

/// <summary>The limit of the machine: plain appends to a file, each made durable.</summary>
internal static class RawDisk
{
    public static void Measure(string folder, int groupBytes, int groups)
    {
        var bytes = new byte[groupBytes];
        new Random(1).NextBytes(bytes);
        using var file = new FileStream(
            Path.Combine(folder, "raw"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < groups; i++)
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(
            $"raw append + fsync of {groupBytes:N0} bytes: {groups / seconds:N0} a second, {(double)groupBytes * groups / seconds / 1e6:N1} MB/s");
    }
}
