using MegaRegion.Domain.Flows;

namespace MegaRegion.DataSet.Network;

/// <summary>A directed link of the inter-city network.</summary>
/// <param name="From">Id of the node where it begins.</param>
/// <param name="To">Id of the node where it ends.</param>
/// <param name="Kind">The word of the file: <c>shinkansen</c>, <c>rail_conventional</c>, <c>air</c>, <c>road</c>,
/// <c>access</c>, <c>maglev</c> or <c>transfer</c>.</param>
/// <param name="Mode">The mode it belongs to; unspecified for access and transfer.</param>
/// <param name="Minutes">Time on it, without waiting.</param>
/// <param name="Kilometres">Null when not known.</param>
/// <param name="ServicesPerDay">In this direction; null when not known or not scheduled.</param>
/// <param name="SeatsPerDay">In this direction; null when not known.</param>
/// <param name="Status"><c>existing</c>, or what is planned.</param>
/// <param name="Basis">How the figures were obtained.</param>
public sealed record NetworkLink(
    string From,
    string To,
    string Kind,
    TransportMode Mode,
    double Minutes,
    double? Kilometres,
    double? ServicesPerDay,
    double? SeatsPerDay,
    string Status,
    string Basis);
