using MegaRegion.Modelling.Bench;
using MegaRegion.Modelling.Tests.Support;

namespace MegaRegion.Modelling.Tests.Allocation;

public class AllocationTests
{
    [Fact]
    public void Warm_kernels_allocate_nothing()
    {
        var network = TntpFolder.Open("SiouxFalls");
        foreach (var probe in KernelProbes.Of(network.Graph, network.Cost, network.Trips))
            probe.AllocatedBytes().ShouldBe(0, probe.Name);
    }

    [Fact]
    public void The_meter_sees_a_kernel_that_allocates()
    {
        var graph = TntpFolder.Open("SiouxFalls").Graph;

        // Five runs, each with a matrix of 24 x 24 numbers.
        KernelProbes.Control(graph).AllocatedBytes().ShouldBeGreaterThan(5 * 24 * 24 * sizeof(double));
    }
}
