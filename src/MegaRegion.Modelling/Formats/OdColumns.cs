namespace MegaRegion.Modelling.Formats;

/// <summary>Names of the columns of a pair table; null looks for a usual name.</summary>
/// <param name="Origin">Column of the origin zone.</param>
/// <param name="Destination">Column of the destination zone.</param>
/// <param name="Value">Column of the value.</param>
public sealed record OdColumns(string? Origin = null, string? Destination = null, string? Value = null);
