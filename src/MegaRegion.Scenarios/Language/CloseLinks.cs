namespace MegaRegion.Scenarios.Language;

/// <summary>Links that are closed for some days; results are those of a closed day, and what is lost over the closure is told.</summary>
public sealed record CloseLinks : Modification
{
    /// <inheritdoc/>
    public override string Kind => "close";

    /// <summary>Which.</summary>
    public required LinkSelection Links { get; init; }
}
