using MegaRegion.Contracts.Cells;
using MegaRegion.Contracts.RollUp;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;

namespace MegaRegion.Grains.RollUp;

// What watchers ask for. Changes are remembered only while somebody asks, and each time under a new epoch, so that a
// number from before can never be taken for one of now.
internal sealed partial class RollUpGrain
{
    private string _epoch = "";
    private long _askedAt;

    /// <inheritdoc/>
    public Task<ChangesReply> GetChangesAsync(ChangesRequest request)
    {
        if (_ledger.Changes is null)
        {
            _epoch = Guid.NewGuid().ToString("N");
            _ledger.RememberChanges(services.Options.MaxWatchBacklog);
        }

        _askedAt = services.Time.GetTimestamp();
        var (log, directory) = (_ledger.Changes!, services.Catalog.Current);
        bool IsTold(PlaceNumber child) => directory.LevelOf(child) <= (Level)request.Level;
        var resumes = string.Equals(request.Epoch, _epoch, StringComparison.Ordinal) && log.Reaches(request.SinceVersion);
        var children = resumes
            ? Changed(log, request.SinceVersion, (WindowSize)request.Size, IsTold)
            : Everything((WindowSize)request.Size, IsTold);
        return Task.FromResult(new ChangesReply(
            _epoch,
            log.Version,
            directory.Version,
            _ledger.Own.Newest?.UnixMilliseconds,
            [.. children],
            [.. _ledger.Children.Keys.Where(child => !IsTold(child)).Select(child => child.Value).Order()]));
    }

    private IEnumerable<ChildCells> Changed(ChangeLog log, long since, WindowSize size, Func<PlaceNumber, bool> isTold)
    {
        var changes = new List<ChangedCell>();
        for (var version = since + 1; version <= log.Version; version++)
        {
            var change = log[version];
            if (change.Window.Size == size && isTold(change.Child))
            {
                changes.Add(change);
            }
        }

        return changes.GroupBy(change => change.Child).Select(group => new ChildCells(
            group.Key.Value,
            group.Min(change => change.ChangedAt?.UnixMilliseconds),
            [.. group.GroupBy(change => change.Window, change => change.Pair)
                .Select(window => CellBlock.From(Read(group.Key, window.Key, [.. window.Distinct()])))]));
    }

    private WindowCells Read(PlaceNumber child, Window window, PairKey[] pairs) => new(
        window,
        Array.ConvertAll(pairs, pair => pair.Bits),
        Array.ConvertAll(pairs, pair => _ledger.Children[child][window, pair]));

    private IEnumerable<ChildCells> Everything(WindowSize size, Func<PlaceNumber, bool> isTold) =>
        _ledger.Children.Where(child => isTold(child.Key)).Select(child => new ChildCells(
            child.Key.Value,
            ChangedAtUnixMilliseconds: null,
            CellBlock.From(child.Value.WindowsOf(size).Where(_ledger.Own.Keeps).Select(child.Value.Read))));

    private void ForgetChangesWhenIdle()
    {
        if (_ledger.Changes is not null && services.Time.GetElapsedTime(_askedAt) > services.Options.WatchIdle)
        {
            _ledger.ForgetChanges();
        }
    }
}
