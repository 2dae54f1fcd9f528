namespace MegaRegion.Domain.Places;

/// <summary>What is known of a hub beyond its place.</summary>
/// <param name="Operator">Who runs it; empty when not known.</param>
/// <param name="OperatorClass">The operator's class.</param>
/// <param name="OpenedYear">First year of operation; 0 when not known.</param>
/// <param name="Facilities">What it offers.</param>
/// <param name="Note">A free remark with its source.</param>
public sealed record HubProfile(
    string Operator, OperatorClass OperatorClass, int OpenedYear, IReadOnlyList<Facility> Facilities, string Note)
{
    /// <summary>A profile that says nothing.</summary>
    public static HubProfile Unknown { get; } = new("", OperatorClass.Unspecified, 0, [], "");
}
