using System.Globalization;
using MegaRegion.Modelling.Bench;

// bench <folder with *_net.tntp> [name …]
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: bench FOLDER [NAME ...]   FOLDER holds NAME_net.tntp and NAME_trips.tntp");
    return 2;
}

foreach (var name in args.Length > 1 ? args[1..] : ["SiouxFalls", "Anaheim", "ChicagoSketch"])
{
    var network = BenchNetwork.Open(args[0], name);
    var sweep = SweepBench.Seconds(network);
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: all-origins Dijkstra sweep {sweep:g4} s"));
}

return 0;
