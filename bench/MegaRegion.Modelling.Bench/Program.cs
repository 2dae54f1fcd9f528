using System.Globalization;
using MegaRegion.Modelling.Bench;

const string Usage = """
    usage: bench FOLDER [--workers N] [CASE ...]
      FOLDER  holds NAME_net.tntp and NAME_trips.tntp
      CASE    NAME=GAP,GAP ...  Algorithm B to each gap
              warm              scenarios of ChicagoSketch from its base solution
              allocations       bytes that warm kernels allocate; exit code 1 unless all are 0
              combined          distribution and assignment together, SiouxFalls and ChicagoSketch
              threads           what a second worker brings on ChicagoSketch to 1e-6, and what bounds it; exit code 1 where results differ
              national          the model of Japan, 50 survey zones and 111 cities, to 1e-4: seconds, gaps, phases; exit code 1 over 2 s
              balance           balancing of 1741 x 1741 against numpy; exit code 1 where that misses what was asked for
    """;
if (args.Length == 0)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

var (workers, ok) = (1, true);
var cases = new List<string>();
for (var k = 1; k < args.Length; k++)
{
    if (string.Equals(args[k], "--workers", StringComparison.Ordinal) && k + 1 < args.Length)
        workers = int.Parse(args[++k], CultureInfo.InvariantCulture);
    else
        cases.Add(args[k]);
}

foreach (var item in cases.Count > 0 ? cases : ["Anaheim=1e-12", "ChicagoSketch=1e-4,1e-6,1e-10", "warm", "balance"])
{
    switch (item)
    {
        case "warm":
            WarmStartBench.Run(args[0]);
            break;
        case "allocations":
            ok &= AllocationBench.Run(args[0], "SiouxFalls") & AllocationBench.Run(args[0], "ChicagoSketch");
            break;
        case "combined":
            CombinedBench.Run(args[0], workers);
            break;
        case "threads":
            ok &= ThreadsBench.Run(args[0], "ChicagoSketch");
            break;
        case "national":
            ok &= NationalBench.Run(workers);
            break;
        case "balance":
            ok &= BalancingBench.Run();
            break;
        default:
            AssignmentBench.Run(args[0], item, workers);
            break;
    }
}

return ok ? 0 : 1;
