namespace MegaRegion.Scenarios.Comparing;

/// <summary>What the ledger shows between two prefectures.</summary>
/// <param name="Layer">people, goods, money or information.</param>
/// <param name="Origin">Id of the prefecture it comes from.</param>
/// <param name="Destination">Id of the prefecture it goes to.</param>
/// <param name="Quantity">Base units over the days that were observed.</param>
public readonly record struct ObservedFlow(string Layer, string Origin, string Destination, double Quantity);
