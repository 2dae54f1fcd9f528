using MegaRegion.Domain.Places;
using Orleans;

namespace MegaRegion.Contracts.Catalog;

/// <summary>A hub's profile on its way to the catalogue; see <see cref="HubProfile"/>.</summary>
/// <param name="Operator">Who runs it.</param>
/// <param name="OperatorClass">A value of <see cref="Domain.Places.OperatorClass"/>.</param>
/// <param name="OpenedYear">First year of operation.</param>
/// <param name="Facilities">What it offers.</param>
/// <param name="Note">A free remark.</param>
[GenerateSerializer]
[Immutable]
[Alias("MegaRegion.HubProfileMessage")]
public sealed record HubProfileMessage(
    [property: Id(0)] string Operator,
    [property: Id(1)] byte OperatorClass,
    [property: Id(2)] int OpenedYear,
    [property: Id(3)] FacilityMessage[] Facilities,
    [property: Id(4)] string Note)
{
    /// <summary>The message form of a profile.</summary>
    public static HubProfileMessage From(HubProfile profile) => new(
        profile.Operator,
        (byte)profile.OperatorClass,
        profile.OpenedYear,
        [.. profile.Facilities.Select(facility => new FacilityMessage(facility.Kind, facility.Name, facility.Capacity))],
        profile.Note);

    /// <summary>The profile.</summary>
    public HubProfile ToProfile() => new(
        Operator,
        (OperatorClass)OperatorClass,
        OpenedYear,
        [.. Facilities.Select(facility => new Facility(facility.Kind, facility.Name, facility.Capacity))],
        Note);
}
