using System.Globalization;

namespace MegaRegion.Faults.Tests.Servers;

/// <summary>What a server's process takes of the machine at a moment.</summary>
/// <param name="ResidentBytes">Memory.</param>
/// <param name="MostResidentBytes">The most that it ever had.</param>
/// <param name="Files">Open files and sockets.</param>
internal readonly record struct ProcessUse(long ResidentBytes, long MostResidentBytes, int Files)
{
    /// <summary>Looks now.</summary>
    public static ProcessUse Of(ServerProcess server)
    {
        var folder = string.Create(CultureInfo.InvariantCulture, $"/proc/{server.Id}");
        var lines = File.ReadAllLines(Path.Combine(folder, "status"));
        return new ProcessUse(
            Kibibytes(lines, "VmRSS:") << 10, Kibibytes(lines, "VmHWM:") << 10, Directory.GetFiles(Path.Combine(folder, "fd")).Length);
    }

    private static long Kibibytes(string[] lines, string name) => long.Parse(
        lines.First(line => line.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
