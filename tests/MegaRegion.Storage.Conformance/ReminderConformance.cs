using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Storage.Conformance;

/// <summary>What every reminder table does, as Orleans' <see cref="IReminderTable"/> states it.</summary>
public abstract class ReminderConformance : StoreConformance
{
    private static readonly GrainId Deal = GrainId.Create("deal", "deal:1");

    private IReminderTable Reminders => Service<IReminderTable>();

    [Fact]
    public async Task A_missing_reminder_is_null()
    {
        (await Reminders.ReadRow(Deal, "deadline")).ShouldBeNull();
        (await Reminders.ReadRows(Deal)).Reminders.ShouldBeEmpty();
        (await Reminders.ReadRows(0, 0)).Reminders.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_reminder_is_read_as_it_was_written_also_after_a_restart()
    {
        var entry = Entry(Deal, "deadline");
        var version = await Reminders.UpsertRow(entry);
        await Store.RestartAsync();

        var read = (await Reminders.ReadRow(Deal, "deadline")).ShouldNotBeNull();

        read.GrainId.ShouldBe(Deal);
        read.ReminderName.ShouldBe("deadline");
        read.StartAt.ShouldBe(entry.StartAt);
        read.StartAt.Kind.ShouldBe(DateTimeKind.Utc);
        read.Period.ShouldBe(entry.Period);
        read.ETag.ShouldBe(version);
    }

    [Fact]
    public async Task A_second_write_replaces_the_first_with_a_new_version()
    {
        var first = await Reminders.UpsertRow(Entry(Deal, "deadline"));
        var changed = Entry(Deal, "deadline");
        changed.Period = TimeSpan.FromHours(1);

        var second = await Reminders.UpsertRow(changed);

        string.Equals(second, first, StringComparison.Ordinal).ShouldBeFalse();
        (await Reminders.ReadRows(Deal)).Reminders.Single().Period.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_reminder_is_removed_with_its_version_only()
    {
        var old = await Reminders.UpsertRow(Entry(Deal, "deadline"));
        var current = await Reminders.UpsertRow(Entry(Deal, "deadline"));

        (await Reminders.RemoveRow(Deal, "deadline", old!)).ShouldBeFalse();
        (await Reminders.RemoveRow(Deal, "other", current!)).ShouldBeFalse();
        (await Reminders.RemoveRow(Deal, "deadline", current!)).ShouldBeTrue();
        (await Reminders.RemoveRow(Deal, "deadline", current!)).ShouldBeFalse();

        (await Reminders.ReadRow(Deal, "deadline")).ShouldBeNull();
    }

    [Fact]
    public async Task A_range_holds_the_hashes_after_its_begin_up_to_its_end_and_wraps_around()
    {
        var grains = Enumerable.Range(1, 40).Select(number => GrainId.Create("deal", $"deal:{number}"))
            .OrderBy(grain => grain.GetUniformHashCode()).ToList();
        foreach (var grain in grains)
        {
            await Reminders.UpsertRow(Entry(grain, "deadline"));
        }

        var begin = grains[9].GetUniformHashCode();
        var end = grains[29].GetUniformHashCode();

        (await GrainsInAsync(begin, end)).ShouldBe(grains[10..30], ignoreOrder: true);
        (await GrainsInAsync(end, begin)).ShouldBe([.. grains[..10], .. grains[30..]], ignoreOrder: true);
        (await GrainsInAsync(begin, begin)).ShouldBe(grains, ignoreOrder: true);
    }

    [Fact]
    public async Task The_table_can_be_emptied_for_tests()
    {
        await Reminders.UpsertRow(Entry(Deal, "deadline"));

        await Reminders.TestOnlyClearTable();

        (await Reminders.ReadRows(0, 0)).Reminders.ShouldBeEmpty();
    }

    private static ReminderEntry Entry(GrainId grain, string name) =>
        new()
        {
            GrainId = grain,
            ReminderName = name,
            StartAt = new DateTime(2026, 4, 1, 9, 0, 0, DateTimeKind.Utc).AddTicks(7),
            Period = TimeSpan.FromMinutes(5),
        };

    private async Task<List<GrainId>> GrainsInAsync(uint begin, uint end) =>
        (await Reminders.ReadRows(begin, end)).Reminders.Select(entry => entry.GrainId).ToList();
}
