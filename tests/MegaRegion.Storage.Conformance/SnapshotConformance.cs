using MegaRegion.Grains.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>What every snapshot store does, as <see cref="ISnapshotStore"/> states it.</summary>
public abstract class SnapshotConformance : StoreConformance
{
    private ISnapshotStore Snapshots => Service<ISnapshotStore>();

    [Fact]
    public async Task A_place_without_a_snapshot_has_none() =>
        (await Snapshots.ReadAsync(Sample.Hub(1), Cancellation)).ShouldBeNull();

    [Fact]
    public async Task A_snapshot_is_read_as_it_was_written_also_after_a_restart()
    {
        await Snapshots.WriteAsync(Sample.Hub(1), new Snapshot(7, 2, [1, 2, 3]), Cancellation);
        await Snapshots.WriteAsync(Sample.Hub(2), new Snapshot(9, 1, []), Cancellation);

        await ShouldBeAsync(1, 7, 2, [1, 2, 3]);
        await Store.RestartAsync();
        await ShouldBeAsync(1, 7, 2, [1, 2, 3]);
        await ShouldBeAsync(2, 9, 1, []);
    }

    [Fact]
    public async Task A_later_snapshot_replaces_an_earlier_one()
    {
        await Snapshots.WriteAsync(Sample.Hub(1), new Snapshot(7, 1, [1]), Cancellation);
        await Snapshots.WriteAsync(Sample.Hub(1), new Snapshot(8, 1, [2]), Cancellation);

        await ShouldBeAsync(1, 8, 1, [2]);
    }

    [Fact]
    public async Task A_snapshot_of_the_same_offset_replaces_the_stored_one()
    {
        await Snapshots.WriteAsync(Sample.Hub(1), new Snapshot(7, 1, [1]), Cancellation);
        await Snapshots.WriteAsync(Sample.Hub(1), new Snapshot(7, 2, [2]), Cancellation);

        await ShouldBeAsync(1, 7, 2, [2]);
    }

    [Fact]
    public async Task An_earlier_snapshot_does_not_replace_a_later_one()
    {
        await Snapshots.WriteAsync(Sample.Hub(1), new Snapshot(8, 1, [2]), Cancellation);
        await Snapshots.WriteAsync(Sample.Hub(1), new Snapshot(7, 1, [1]), Cancellation);

        await ShouldBeAsync(1, 8, 1, [2]);
    }

    private async Task ShouldBeAsync(int hub, long offset, int format, byte[] payload)
    {
        var snapshot = await Snapshots.ReadAsync(Sample.Hub(hub), Cancellation);
        snapshot.ShouldNotBeNull();
        snapshot.Offset.ShouldBe(offset);
        snapshot.Format.ShouldBe(format);
        snapshot.Payload.ShouldBe(payload);
    }
}
