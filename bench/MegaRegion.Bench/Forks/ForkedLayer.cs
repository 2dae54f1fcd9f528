namespace MegaRegion.Bench.Forks;

/// <summary>Flows of a layer in a baseline, as results carry them.</summary>
/// <param name="Layer">people, goods, money or information.</param>
/// <param name="Places">Ids of survey zones (people) or prefectures.</param>
/// <param name="Before">Sums, origin by origin.</param>
internal sealed record ForkedLayer(string Layer, IReadOnlyList<string> Places, IReadOnlyList<double> Before)
{
    /// <summary>The layer of trips.</summary>
    public const string OfPeople = "people";

    /// <summary>From one place to another.</summary>
    public double this[int from, int to] => Before[(from * Places.Count) + to];
}
