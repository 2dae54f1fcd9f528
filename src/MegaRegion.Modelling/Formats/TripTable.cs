using MegaRegion.Modelling.Networks;

namespace MegaRegion.Modelling.Formats;

/// <summary>A trip table as read.</summary>
/// <param name="Trips">Trips between zones; the diagonal stays inside its zone and is not assigned.</param>
/// <param name="DeclaredTotal">Total that the file declares; NaN when it declares none.</param>
public sealed record TripTable(OdMatrix Trips, double DeclaredTotal);
