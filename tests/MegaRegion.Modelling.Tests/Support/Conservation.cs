using MegaRegion.Modelling.Assignment;

namespace MegaRegion.Modelling.Tests.Support;

internal static class Conservation
{
    /// <summary>Outflow − inflow of every node equals departing − arriving trips.</summary>
    public static void Check(TestNetwork network, AssignmentResult result)
    {
        var definition = network.Graph.Definition;
        var balance = new double[definition.NodeCount + 1];
        for (var k = 0; k < result.LinkFlow.Length; k++)
        {
            result.LinkFlow[k].ShouldBeGreaterThanOrEqualTo(0);
            balance[definition.Links[k].FromNode] += result.LinkFlow[k];
            balance[definition.Links[k].ToNode] -= result.LinkFlow[k];
        }

        for (var origin = 0; origin < network.Trips.Size; origin++)
        {
            for (var destination = 0; destination < network.Trips.Size; destination++)
            {
                balance[origin + 1] -= network.Trips[origin, destination];
                balance[destination + 1] += network.Trips[origin, destination];
            }
        }

        foreach (var error in balance)
            error.ShouldBe(0, 1e-9 * network.Trips.Total());
    }
}
