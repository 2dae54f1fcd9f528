namespace MegaRegion.Domain.Places;

/// <summary>A facility that a hub offers.</summary>
/// <param name="Kind">For example <c>desk</c>, <c>rental_lab</c>, <c>event_room</c>, <c>lodging</c>.</param>
/// <param name="Name">What it is called there.</param>
/// <param name="Capacity">Persons (or units for machines) at once; 0 when not known.</param>
public sealed record Facility(string Kind, string Name, long Capacity);
