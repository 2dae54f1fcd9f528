using FsCheck;
using FsCheck.Fluent;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Flows.Encoding;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Domain.Tests.Ledger;

public class RollUpLedgerTests
{
    private static readonly CubeRetention Short = new(TimeSpan.FromHours(2), TimeSpan.FromHours(30));

    // Two hubs below one prefecture report in turn; after each report the hub sends what changed.
    private static readonly Gen<Message[]> Histories =
        from reports in Generated.Reports
        select MessagesOf(reports);

    [Fact]
    public void Messages_in_any_order_and_repeated_give_the_same_totals() =>
        Generated.ForAll(
            from messages in Histories
            from extra in Gen.SubListOf(messages)
            from shuffled in Gen.Shuffle(messages.Concat(extra).ToArray())
            select (messages, shuffled),
            pair => Cells(Merged(pair.shuffled)).ShouldBe(Cells(Merged(pair.messages))));

    [Fact]
    public void A_lost_message_is_made_up_by_the_next_full_picture() =>
        Generated.ForAll(
            from messages in Histories
            from kept in Gen.SubListOf(messages)
            select (messages, kept),
            pair =>
            {
                var lossy = Merged(pair.kept);
                foreach (var child in Children)
                {
                    var last = pair.messages.LastOrDefault(message => message.Child == child);
                    if (last is not null)
                    {
                        Merge(lossy, last with { Cells = last.Everything });
                    }
                }

                Cells(lossy).ShouldBe(Cells(Merged(pair.messages)));
            });

    [Fact]
    public void A_snapshot_gives_the_ledger_back_and_later_messages_merge_into_it() =>
        Generated.ForAll(
            from messages in Histories
            from taken in Gen.Choose(0, messages.Length)
            select (messages, taken),
            pair =>
            {
                var before = Merged([.. pair.messages.Take(pair.taken)]);
                var restored = RollUpLedgerCodec.Decode(
                    RollUpLedgerCodec.Encode(before), before.Level, Short, SmallCountry.Directory)!;
                Cells(restored).ShouldBe(Cells(before));
                restored.Own.Flows.ShouldBe(before.Own.Flows);
                restored.Own.DaySum.ShouldBe(before.Own.DaySum);

                // A message that was in the snapshot already counts once.
                foreach (var message in pair.messages.Skip(Math.Max(0, pair.taken - 1)))
                {
                    Merge(restored, message);
                }

                Cells(restored).ShouldBe(Cells(Merged(pair.messages)));
            });

    [Fact]
    public void A_snapshot_of_other_horizons_or_of_an_unknown_place_is_not_used() =>
        Generated.ForAll(Histories.Where(messages => messages.Length > 0), messages =>
        {
            var bytes = RollUpLedgerCodec.Encode(Merged(messages));
            RollUpLedgerCodec.Decode(bytes, Level.Prefecture, CubeRetention.Default, SmallCountry.Directory).ShouldBeNull();
            RollUpLedgerCodec.Decode(bytes, Level.Prefecture, Short, new PlaceDirectory([], 1)).ShouldBeNull();
        });

    [Fact]
    public void A_snapshot_that_was_cut_is_refused() =>
        Generated.ForAll(
            from messages in Histories
            let bytes = RollUpLedgerCodec.Encode(Merged(messages))
            from length in Gen.Choose(0, bytes.Length - 1)
            select bytes[..length],
            bytes => Should.Throw<MalformedReportException>(
                () => RollUpLedgerCodec.Decode(bytes, Level.Prefecture, Short, SmallCountry.Directory)));

    [Fact]
    public void The_totals_are_the_rolled_up_sum_of_all_flows() =>
        Generated.ForAll(Generated.Reports, reports =>
        {
            var expected = new Cube(Short);
            foreach (var flow in reports.SelectMany(flows => flows))
            {
                expected.Advance(flow.EventTime);
                expected.Add(CubeTests.PairOf(flow).RollUp(SmallCountry.Directory, Level.Prefecture), flow.Quantity, flow.EventTime);
            }

            CubeTests.CellsOf(Merged(MessagesOf(reports)).Own).ShouldBe(CubeTests.CellsOf(expected));
        });

    [Fact]
    public void The_day_sum_tells_whether_everything_of_a_child_has_arrived()
    {
        var messages = MessagesOf([[AFlow], [AFlow], [AFlow with { Quantity = 40 }]]);
        var ledger = Merged(messages[..2]);
        ledger.DaySumOf(Children[0]).ShouldNotBe(messages[2].DaySum);
        Merge(ledger, messages[2]);
        ledger.DaySumOf(Children[0]).ShouldBe(messages[2].DaySum);
    }

    [Fact]
    public void Changes_are_numbered_and_those_that_were_forgotten_are_known_to_be()
    {
        var ledger = new RollUpLedger(Level.Prefecture, Short);
        var log = ledger.RememberChanges(capacity: 6);
        foreach (var message in MessagesOf([[AFlow], [AFlow], [AFlow]]))
        {
            Merge(ledger, message);
        }

        log.Version.ShouldBe(9);
        log.Reaches(9).ShouldBeTrue();
        log.Reaches(3).ShouldBeTrue();
        log.Reaches(2).ShouldBeFalse();
        log.Reaches(10).ShouldBeFalse();
        log[9].Window.Size.ShouldBe(WindowSize.Day);
        Should.Throw<ArgumentOutOfRangeException>(() => log[3]);
    }

    [Fact]
    public void A_change_log_grows_to_its_capacity_without_losing_anything()
    {
        var log = new ChangeLog(capacity: 1_000);
        for (var i = 1; i <= 2_500; i++)
        {
            log.Add(new ChangedCell(new PlaceNumber(i), default, default, null));
            log[i].Child.Value.ShouldBe(i);
            log[log.OldestVersion].Child.Value.ShouldBe((int)log.OldestVersion);
        }

        log.OldestVersion.ShouldBe(1_501);
    }

    private static readonly PlaceNumber[] Children =
        [SmallCountry.Number("hub:01100-a"), SmallCountry.Number(SmallCountry.Observatory)];

    private static Message[] MessagesOf(Flow[][] reports)
    {
        var hubs = Children.Select(_ => new HubLedger(Short)).ToArray();
        var messages = new List<Message>();
        for (var i = 0; i < reports.Length; i++)
        {
            var hub = hubs[i % hubs.Length];
            hub.Apply("p", (i / hubs.Length) + 1, i + 1, HubLedgerTests.Prepare(reports[i]));
            messages.Add(new Message(
                Children[i % hubs.Length],
                hub.Cube.Newest,
                hub.Cube.TakeChanges(),
                [.. hub.Cube.Windows().Select(hub.Cube.Read)],
                hub.Cube.DaySum));
        }

        return [.. messages];
    }

    private static RollUpLedger Merged(IEnumerable<Message> messages)
    {
        var ledger = new RollUpLedger(Level.Prefecture, Short);
        foreach (var message in messages)
        {
            Merge(ledger, message);
        }

        return ledger;
    }

    private static void Merge(RollUpLedger ledger, Message message) =>
        ledger.Merge(SmallCountry.Directory, message.Child, message.Newest, message.Cells, changedAt: null);

    private static IReadOnlyList<Cell> Cells(RollUpLedger ledger) => CubeTests.CellsOf(ledger.Own);

    private static Flow AFlow { get; } =
        new(SmallCountry.Hubs[0], SmallCountry.Hubs[1], Layer.People, 3, Generated.Noon);

    private sealed record Message(
        PlaceNumber Child,
        EventTime? Newest,
        IReadOnlyList<WindowCells> Cells,
        IReadOnlyList<WindowCells> Everything,
        ulong DaySum);
}
