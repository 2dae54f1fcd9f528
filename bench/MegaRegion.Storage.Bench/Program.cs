// Measures the journal on each store against what lies beneath it:
//   dotnet run -c Release --project bench/MegaRegion.Storage.Bench [sqlite|postgres|all] [folder]
using System.Globalization;
using MegaRegion.Storage.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var which = args.Length > 0 ? args[0] : "all";
var parent = args.Length > 1 ? args[1] : Path.GetTempPath();
if (which is "sqlite" or "all")
{
    await SqliteBench.RunAsync(parent);
}

if (which is "postgres" or "all")
{
    await PostgresBench.RunAsync();
}
