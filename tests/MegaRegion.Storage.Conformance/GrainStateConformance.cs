using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Storage.Conformance;

/// <summary>What every grain storage does, as Orleans' <see cref="IGrainStorage"/> states it.</summary>
public abstract class GrainStateConformance : StoreConformance
{
    protected const string OtherStorage = "other";

    private static readonly GrainId Hub = GrainId.Create("hub", "hub:sds");

    private IGrainStorage Storage => Service<IGrainStorage>();

    [Fact]
    public async Task A_missing_record_reads_as_a_new_state()
    {
        var state = new GrainState<Counter>(new Counter { Value = 5 }, "x") { RecordExists = true };

        await Storage.ReadStateAsync("counter", Hub, state);

        state.RecordExists.ShouldBeFalse();
        state.ETag.ShouldBeNull();
        state.State.ShouldNotBeNull().Value.ShouldBe(0);
    }

    [Fact]
    public async Task A_state_is_read_as_it_was_written_also_after_a_restart()
    {
        var written = await WriteAsync(7);

        await Store.RestartAsync();
        var read = await ReadAsync();

        read.State!.Value.ShouldBe(7);
        read.RecordExists.ShouldBeTrue();
        read.ETag.ShouldBe(written.ETag);
    }

    [Fact]
    public async Task Every_write_gives_a_new_version()
    {
        var state = await WriteAsync(1);
        var first = state.ETag;

        await Storage.WriteStateAsync("counter", Hub, state);

        string.Equals(state.ETag, first, StringComparison.Ordinal).ShouldBeFalse();
        (await ReadAsync()).ETag.ShouldBe(state.ETag);
    }

    [Fact]
    public async Task A_write_with_an_old_version_is_refused_and_keeps_the_stored_state()
    {
        await WriteAsync(1);
        var old = await ReadAsync();
        var current = await ReadAsync();
        current.State!.Value = 2;
        await Storage.WriteStateAsync("counter", Hub, current);

        var error = await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("counter", Hub, old));

        error.StoredEtag.ShouldBe(current.ETag);
        error.CurrentEtag.ShouldBe(old.ETag);
        (await ReadAsync()).State!.Value.ShouldBe(2);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("not a version")]
    public async Task A_write_over_an_existing_record_without_its_version_is_refused(string? version)
    {
        await WriteAsync(1);

        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("counter", Hub, new GrainState<Counter>(new Counter(), version)));
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_its_version_is_dead()
    {
        var state = await WriteAsync(1);
        var dead = state.ETag;

        await Storage.ClearStateAsync("counter", Hub, state);

        state.RecordExists.ShouldBeFalse();
        state.State!.Value.ShouldBe(0);
        (await ReadAsync()).RecordExists.ShouldBeFalse();
        var again = await WriteAsync(3);
        string.Equals(again.ETag, dead, StringComparison.Ordinal).ShouldBeFalse();
        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.WriteStateAsync("counter", Hub, new GrainState<Counter>(new Counter(), dead)));
    }

    [Fact]
    public async Task A_clear_with_an_old_version_is_refused()
    {
        await WriteAsync(1);
        var old = await ReadAsync();
        await Storage.WriteStateAsync("counter", Hub, await ReadAsync());

        await Should.ThrowAsync<InconsistentStateException>(() => Storage.ClearStateAsync("counter", Hub, old));
        await Should.ThrowAsync<InconsistentStateException>(
            () => Storage.ClearStateAsync("counter", Hub, new GrainState<Counter>()));

        (await ReadAsync()).RecordExists.ShouldBeTrue();
    }

    [Fact]
    public async Task States_of_other_names_grains_and_storages_are_apart()
    {
        await WriteAsync(1);
        var other = Store.Services.GetRequiredKeyedService<IGrainStorage>(OtherStorage);

        (await ReadAsync("gauge", Hub)).RecordExists.ShouldBeFalse();
        (await ReadAsync("counter", GrainId.Create("hub", "hub:other"))).RecordExists.ShouldBeFalse();
        (await ReadAsync("counter", GrainId.Create("city", "hub:sds"))).RecordExists.ShouldBeFalse();
        var state = new GrainState<Counter>();
        await other.ReadStateAsync("counter", Hub, state);
        state.RecordExists.ShouldBeFalse();
    }

    [Fact]
    public async Task Of_concurrent_writers_with_one_version_exactly_one_wins()
    {
        var version = (await WriteAsync(0)).ETag;
        var writes = Enumerable.Range(1, 20).Select(async value =>
        {
            try
            {
                await Storage.WriteStateAsync(
                    "counter", Hub, new GrainState<Counter>(new Counter { Value = value }, version));
                return value;
            }
            catch (InconsistentStateException)
            {
                return 0;
            }
        });

        var winner = (await Task.WhenAll(writes)).Single(value => value > 0);

        (await ReadAsync()).State!.Value.ShouldBe(winner);
    }

    [Fact]
    public void Any_sequence_of_operations_of_two_writers_behaves_as_one_versioned_cell() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(bool First, byte Operation)[]>(),
            operations => new VersionedCellModel(Storage).Run(operations))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    private async Task<GrainState<Counter>> WriteAsync(int value)
    {
        var state = new GrainState<Counter>(new Counter { Value = value });
        await Storage.WriteStateAsync("counter", Hub, state);
        return state;
    }

    private Task<GrainState<Counter>> ReadAsync() => ReadAsync("counter", Hub);

    private async Task<GrainState<Counter>> ReadAsync(string name, GrainId grain)
    {
        var state = new GrainState<Counter>();
        await Storage.ReadStateAsync(name, grain, state);
        return state;
    }

    public sealed class Counter
    {
        public int Value { get; set; }
    }
}
