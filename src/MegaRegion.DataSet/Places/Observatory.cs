using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Places;

/// <summary>A hub that reports for the place it observes instead of for itself.</summary>
/// <param name="Hub">The id under which it reports.</param>
/// <param name="Observes">The prefecture or survey zone; also the parent of the hub.</param>
/// <param name="Survey">Which survey: <c>kansen</c>, <c>freight</c>, <c>migration</c>, <c>money</c> or
/// <c>information</c>.</param>
public sealed record Observatory(PlaceId Hub, PlaceId Observes, string Survey);
