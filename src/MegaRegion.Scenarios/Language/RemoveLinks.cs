namespace MegaRegion.Scenarios.Language;

/// <summary>Links that are no more.</summary>
public sealed record RemoveLinks : Modification
{
    /// <inheritdoc/>
    public override string Kind => "remove-links";

    /// <summary>Which.</summary>
    public required LinkSelection Links { get; init; }
}
