using MegaRegion.Cli.Output;
using MegaRegion.Cli.Running;
using MegaRegion.Modelling.Assignment;

namespace MegaRegion.Cli.Commands.Modelling;

/// <summary>What an assignment says about its travel classes. The engine counts cars; users are told vehicles.</summary>
internal static class AssignClasses
{
    /// <summary>Name and link flows of each class, in vehicles.</summary>
    public static IReadOnlyList<(string Name, double[] Flow)> Flows(NetworkInput input, AssignmentResult result) =>
        [.. input.Classes.Select((item, k) => (item.Row.Name, result.ClassFlow[k].Select(cars => cars / item.Row.CarEquivalents).ToArray()))];

    /// <summary>Totals of each class.</summary>
    public static IReadOnlyList<AssignClassJson> Answer(NetworkInput input, AssignmentResult result)
    {
        var flows = Flows(input, result);
        return [.. input.Classes.Select((item, k) => Answer(input, item, flows[k].Flow, result.LinkCost))];
    }

    /// <summary>A table of the classes, where there are some.</summary>
    public static void Show(Session session, IReadOnlyList<AssignClassJson> classes)
    {
        if (classes.Count == 0)
            return;
        var words = session.Words;
        var table = Grids.Create(words.Pick("Class", "車種"), words.Pick("Vehicles", "台数") + ">", words.Pick("Generalised time", "一般化時間") + ">", words.Pick("Length", "走行距離") + ">");
        foreach (var item in classes)
            table.AddTexts(item.Name, Numbers.Text(item.AssignedTrips), Numbers.Text(item.TotalTime), Numbers.Text(item.TotalLength));
        session.Console.Write(table);
    }

    private static AssignClassJson Answer(NetworkInput input, ClassInput item, double[] flow, double[] cost)
    {
        var (weights, toll, time, length) = (item.Row.Weights(input.Weights), item.Row.Toll(input.Network, input.Weights), 0.0, 0.0);
        for (var link = 0; link < flow.Length; link++)
        {
            if (flow[link] <= 0)
                continue;
            time += flow[link] * (cost[link] + toll[link]);
            length += flow[link] * input.Network.Links[link].Length;
        }

        return new AssignClassJson
        {
            Name = item.Row.Name,
            TollWeight = weights.Toll,
            DistanceWeight = weights.Distance,
            CarEquivalents = item.Row.CarEquivalents,
            AssignedTrips = item.Trips.Total() - item.Trips.IntrazonalTotal(),
            IntrazonalTrips = item.Trips.IntrazonalTotal(),
            TotalTime = time,
            TotalLength = length,
        };
    }
}
