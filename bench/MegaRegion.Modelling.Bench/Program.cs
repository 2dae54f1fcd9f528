using MegaRegion.Modelling.Bench;

// bench FOLDER [--workers N] [NAME=GAP,GAP … ]
if (args.Length == 0)
{
    Console.Error.WriteLine("usage: bench FOLDER [--workers N] [NAME=GAP,GAP ...]   FOLDER holds NAME_net.tntp and NAME_trips.tntp");
    return 2;
}

var workers = 1;
var cases = new List<string>();
for (var k = 1; k < args.Length; k++)
{
    if (string.Equals(args[k], "--workers", StringComparison.Ordinal) && k + 1 < args.Length)
        workers = int.Parse(args[++k], System.Globalization.CultureInfo.InvariantCulture);
    else
        cases.Add(args[k]);
}

foreach (var item in cases.Count > 0 ? cases : ["Anaheim=1e-12", "ChicagoSketch=1e-4,1e-6,1e-10"])
    AssignmentBench.Run(args[0], item, workers);
return 0;
