using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Gateway.Watch;
using MegaRegion.Grains.Watch;
using MegaRegion.TestServer;
using MegaRegion.V1;
using DomainLayer = MegaRegion.Domain.Flows.Layer;
using DomainWindowSize = MegaRegion.Domain.Ledger.WindowSize;

namespace MegaRegion.Gateway.Tests.Watch;

public sealed class WatchPagesTests
{
    private static readonly PlaceDirectory Places = new(
        TestPlaces.All.Select((place, index) => new CatalogEntry(place, new PlaceNumber(index + 1), 1)), version: 1);

    [Fact]
    public void Only_the_last_page_of_an_update_carries_its_token()
    {
        var pages = new WatchPages(maxCells: 2, resumeToken: "");

        Tell(pages, WatchUpdateKind.Snapshot, cells: 5, "t1").ShouldBe(
            [(2, WatchState.Snapshot, ""), (2, WatchState.Snapshot, ""), (1, WatchState.Snapshot, "t1")]);
        Tell(pages, WatchUpdateKind.Live, cells: 3, "t2").ShouldBe(
            [(2, WatchState.Snapshot, "t1"), (1, WatchState.Live, "t2")]);
        Tell(pages, WatchUpdateKind.Live, cells: 3, "t3").ShouldBe(
            [(2, WatchState.Live, "t2"), (1, WatchState.Live, "t3")]);
    }

    [Fact]
    public void A_resync_tells_to_forget_once_and_its_first_pages_cannot_be_resumed_from()
    {
        var pages = new WatchPages(maxCells: 2, resumeToken: "t0");
        Tell(pages, WatchUpdateKind.Live, cells: 1, "t1").ShouldBe([(1, WatchState.Live, "t1")]);

        Tell(pages, WatchUpdateKind.Resync, cells: 3, "t2").ShouldBe(
            [(2, WatchState.Resync, ""), (1, WatchState.Snapshot, "t2")]);
        Tell(pages, WatchUpdateKind.Live, cells: 0, "t3").ShouldBe([(0, WatchState.Live, "t3")]);
    }

    private static List<(int Cells, WatchState State, string Token)> Tell(
        WatchPages pages, WatchUpdateKind kind, int cells, string token)
    {
        var pair = new PairKey(new PlaceNumber(9), new PlaceNumber(10), DomainLayer.People);
        var update = new WatchUpdate(
            kind,
            [.. Enumerable.Range(1, cells).Select(day =>
                new Cell(new Window(DomainWindowSize.Day, day * 86_400_000L), pair, day))],
            token,
            TimeSpan.Zero);
        return [.. pages.Of(update, Places).Select(page => (page.Cells.Count, page.State, page.ResumeToken))];
    }
}
