using MegaRegion.Contracts.Catalog;
using MegaRegion.Contracts.Hubs;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Storage;
using Orleans;

namespace MegaRegion.Grains.Catalog;

/// <inheritdoc cref="ICatalogGrain"/>
internal sealed class CatalogGrain(ICatalogStore store, IPlaceCatalog catalog) : Grain, ICatalogGrain
{
    /// <inheritdoc/>
    public async Task<CatalogReply> RegisterAsync(PlaceMessage place)
    {
        var added = place.ToPlace();
        if (CatalogRules.CheckNew(added, await catalog.RefreshAsync(CancellationToken.None)) is { } fault)
        {
            return Refused(fault);
        }

        return await store.AddAsync([added], CancellationToken.None) == 1
            ? CatalogReply.Made
            : CatalogReply.Refused(CatalogRefusal.Exists, "id", $"{added.Id} exists already.");
    }

    /// <inheritdoc/>
    public async Task<CatalogReply> UpdateAsync(PlaceMessage place, long expectedVersion)
    {
        var edited = place.ToPlace();
        var directory = await catalog.RefreshAsync(CancellationToken.None);
        if (CatalogRules.CheckReplacement(edited, expectedVersion, directory) is { } fault)
        {
            return Refused(fault);
        }

        return directory.Find(edited.Id)!.Place.Parent == edited.Parent
            ? await ReplaceAsync(edited, expectedVersion)
            : await MoveHubAsync(place, expectedVersion);
    }

    private async Task<CatalogReply> ReplaceAsync(Place edited, long expectedVersion) =>
        await store.ReplaceAsync(edited, expectedVersion, CancellationToken.None) is not null
            ? CatalogReply.Made
            : VersionConflict(edited.Id.Value, expectedVersion);

    // The hub makes the change itself: it is the only one who can tell that no report comes in between.
    private async Task<CatalogReply> MoveHubAsync(PlaceMessage place, long expectedVersion)
    {
        var hub = GrainFactory.GetGrain<IHubGrain>(place.Id);
        return await hub.ReplaceUnlessReportedAsync(place, expectedVersion) switch
        {
            HubEditResult.Replaced => CatalogReply.Made,
            HubEditResult.HasReported => CatalogReply.Refused(
                CatalogRefusal.InvalidParent, "parent", $"{place.Id} has reported: its parent does not change any more."),
            _ => VersionConflict(place.Id, expectedVersion),
        };
    }

    private static CatalogReply VersionConflict(string id, long expectedVersion) => CatalogReply.Refused(
        CatalogRefusal.VersionConflict, "version", $"{id} does not have version {expectedVersion} any more: read it again.");

    private static CatalogReply Refused(CatalogFault fault) =>
        CatalogReply.Refused(fault.Refusal, fault.Field, fault.Message);
}
