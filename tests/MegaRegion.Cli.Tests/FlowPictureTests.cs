using MegaRegion.Cli.Watching;
using MegaRegion.V1;

namespace MegaRegion.Cli.Tests;

public sealed class FlowPictureTests
{
    private readonly FlowPicture _picture = new();

    [Fact]
    public void The_newest_value_of_a_cell_wins_and_windows_add_up()
    {
        Tell(WatchState.Live, (Window: 1, Quantity: 10), (Window: 2, Quantity: 5));
        Tell(WatchState.Live, (Window: 1, Quantity: 12));
        Total().ShouldBe(17);
    }

    [Fact]
    public void A_cell_that_is_told_twice_counts_once()
    {
        Tell(WatchState.Live, (Window: 1, Quantity: 10));
        Tell(WatchState.Live, (Window: 1, Quantity: 10));
        Total().ShouldBe(10);
    }

    [Fact]
    public void A_resync_forgets_what_was_received()
    {
        Tell(WatchState.Live, (Window: 1, Quantity: 10));
        Tell(WatchState.Resync, (Window: 2, Quantity: 3));
        Total().ShouldBe(3);
    }

    private void Tell(WatchState state, params (long Window, long Quantity)[] cells)
    {
        var update = new WatchFlowsResponse { State = state };
        update.Cells.Add(cells.Select(cell => new FlowCell
        {
            Origin = "region:kanto",
            Destination = "region:kinki",
            Layer = Layer.People,
            WindowStartMs = cell.Window,
            Quantity = cell.Quantity,
        }));
        _picture.Apply(update);
    }

    private long Total() => _picture.TotalsOf(Layer.People).ShouldHaveSingleItem().Quantity;
}
