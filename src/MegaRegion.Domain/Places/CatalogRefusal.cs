namespace MegaRegion.Domain.Places;

/// <summary>Why an edit of the catalogue was refused.</summary>
public enum CatalogRefusal
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>The id exists already.</summary>
    Exists = 1,

    /// <summary>No place has the id.</summary>
    NotFound = 2,

    /// <summary>The place has changed since the version in the request.</summary>
    VersionConflict = 3,

    /// <summary>The parent is missing, not above the child, or fixed because the hub has reported.</summary>
    InvalidParent = 4,

    /// <summary>A field is missing, too long, or not of the documented form.</summary>
    InvalidField = 5,
}
