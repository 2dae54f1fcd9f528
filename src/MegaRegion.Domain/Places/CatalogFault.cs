namespace MegaRegion.Domain.Places;

/// <summary>Why an edit of the catalogue is refused.</summary>
/// <param name="Refusal">What kind.</param>
/// <param name="Field">The field at fault as in the public contract; empty when it is not about one.</param>
/// <param name="Message">What was wrong and how to cure it.</param>
public sealed record CatalogFault(CatalogRefusal Refusal, string Field, string Message);
