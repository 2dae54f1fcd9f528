using System.Globalization;
using System.Text;

namespace MegaRegion.EndToEnd.Tests;

/// <summary>A file of flows from Tokyo to Osaka: row n moves n persons.</summary>
internal static class ReportFile
{
    /// <summary>Writes one.</summary>
    public static string Write(StoreFolder store, int rows)
    {
        var text = new StringBuilder("origin,destination,layer,quantity,event_time\n");
        for (var row = 1; row <= rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"jp:13,jp:27,people,{row},2025-04-01T{row % 24:00}:00:00Z\n");
        }

        var file = store.File("flows.csv");
        File.WriteAllText(file, text.ToString());
        return file;
    }

    /// <summary>The command that reports it, so many rows to a report.</summary>
    public static string[] Arguments(ServeProcess server, string file, string rows = "10") =>
        ["report", file, "--hub", "hub:linkers", "--json", "--url", server.Grpc, "--rows", rows];
}
