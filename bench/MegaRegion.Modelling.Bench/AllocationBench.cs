namespace MegaRegion.Modelling.Bench;

/// <summary>Shows that warm kernels allocate nothing, and fails where one does or where the meter is blind.</summary>
internal static class AllocationBench
{
    /// <summary>Runs all kernels on a network. Returns whether none allocated and the control did.</summary>
    public static bool Run(string folder, string name)
    {
        var network = BenchNetwork.Open(folder, name);
        var isClean = true;
        foreach (var probe in KernelProbes.Of(network.Graph, network.Cost, network.Trips))
        {
            var bytes = probe.AllocatedBytes();
            isClean &= bytes == 0;
            Console.WriteLine($"{name}, {probe.Name}: {bytes} bytes{(bytes == 0 ? "" : "  <-- ALLOCATES")}");
        }

        var control = KernelProbes.Control(network.Graph);
        var seen = control.AllocatedBytes();
        Console.WriteLine($"{name}, {control.Name}: {seen} bytes{(seen > 0 ? "" : "  <-- THE METER IS BLIND")}");
        return isClean && seen > 0;
    }
}
