namespace MegaRegion.Bench.Ingest;

/// <summary>The limit of the disk: plain appends to a file, each made durable.</summary>
internal static class RawAppend
{
    /// <summary>Appends a second of these bytes.</summary>
    public static double PerSecond(DirectoryInfo folder, byte[] bytes, TimeSpan time)
    {
        using var file = new FileStream(
            Path.Combine(folder.FullName, "raw"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        return Repeat.PerSecond(
            () =>
            {
                file.Write(bytes);
                file.Flush(flushToDisk: true);
            },
            time);
    }
}
