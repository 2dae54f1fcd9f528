// Measures the journal against the disk beneath it: dotnet run -c Release --project bench/MegaRegion.Storage.Bench [folder]
using System.Globalization;
using MegaRegion.Storage.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var parent = args.Length > 0 ? args[0] : Path.GetTempPath();
var folder = Directory.CreateDirectory(Path.Combine(parent, $"megaregion-storage-bench-{Environment.ProcessId}"));
try
{
    await JournalBench.SinglesAsync(folder.FullName, hubs: 1_000, TimeSpan.FromSeconds(5));
    await JournalBench.SinglesAsync(folder.FullName, hubs: 1, TimeSpan.FromSeconds(2));
    await JournalBench.BulkAsync(folder.FullName, hubs: 16, reportBytes: 12_000, reports: 40_000);
    RawDisk.Measure(folder.FullName, groupBytes: 16 << 10, groups: 500);
    RawDisk.Measure(folder.FullName, groupBytes: 192_000, groups: 2_500);
}
finally
{
    folder.Delete(recursive: true);
}
