using Grpc.Core;
using MegaRegion.TestServer;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Watch;

public sealed class WatchFlowsTests : ServerTest
{
    private const int MaxBacklog = 500;

    protected override TestServerOptions Options => new()
    {
        Gateway = gateway =>
        {
            gateway.WatchPageSize = 100;
            gateway.MaxWatchStreams = 3;
        },
        Grains = grains => grains.MaxWatchBacklog = MaxBacklog,
    };

    [Fact]
    public async Task A_watch_begins_with_the_picture_and_goes_on_with_changes()
    {
        await SubmitAsync(1, [Sample.Flow(quantity: 3)]);
        await WaitForTotalAsync(Level.Region, Layer.People, 3);
        using var call = Start(new WatchFlowsRequest { Level = Level.Region });

        var picture = new Picture();
        await picture.ReadUntilAsync(call, 3, Cancel);
        await picture.ReadUntilLiveAsync(call, Cancel);
        await SubmitAsync(2, [Sample.Flow(quantity: 4)]);
        await picture.ReadUntilAsync(call, 7, Cancel);

        picture.Cells.ShouldHaveSingleItem().Key.ShouldBe((TestPlaces.North, TestPlaces.South, Layer.People, Sample.DayMs));
        picture.LastState.ShouldBe(WatchState.Live);
    }

    [Fact]
    public async Task A_resumed_watch_has_no_gap_and_no_second_picture()
    {
        await SubmitAsync(1, [Sample.Flow(quantity: 1)]);
        var picture = new Picture();
        using (var call = Start(new WatchFlowsRequest { Level = Level.Region }))
        {
            await picture.ReadUntilAsync(call, 1, Cancel);
            await picture.ReadUntilLiveAsync(call, Cancel);
        }

        await SubmitAsync(2, [Sample.Flow(quantity: 10)]);
        await SubmitAsync(3, [Sample.Flow(origin: TestPlaces.Alpha, destination: TestPlaces.Gamma, quantity: 100)]);
        using var resumed = Start(new WatchFlowsRequest { Level = Level.Region, ResumeToken = picture.Token });
        picture.States.Clear();
        await picture.ReadUntilAsync(resumed, 111, Cancel);

        picture.States.ShouldAllBe(state => state == WatchState.Live);
    }

    [Fact]
    public async Task Only_the_wanted_layers_and_windows_are_told()
    {
        const long DayMs = 86_400_000;
        await SubmitAsync(
            1,
            [
                Sample.Flow(quantity: 1),
                Sample.Flow(quantity: 2, eventTimeMs: Sample.DayMs + DayMs),
                Sample.Flow(layer: Layer.Money, quantity: 4),
            ]);
        await WaitForTotalAsync(Level.Region, Layer.People, 3);
        var request = new WatchFlowsRequest { Level = Level.Region, FromMs = Sample.DayMs + 1 };
        request.Layers.Add(Layer.People);
        using var call = Start(request);

        var picture = new Picture();
        await picture.ReadUntilLiveAsync(call, Cancel);

        picture.Sum.ShouldBe(2);
    }

    [Fact]
    public async Task A_slow_watcher_gets_a_new_picture_and_does_not_hold_back_a_fast_one()
    {
        const int Reports = 40;
        const int CellsEach = 400;
        const long MinuteMs = 60_000;
        using var slow = Start(new WatchFlowsRequest { Level = Level.Region, WindowSize = WindowSize.Minute });
        using var fast = Start(new WatchFlowsRequest { Level = Level.Region, WindowSize = WindowSize.Minute });
        var slowPicture = new Picture();
        var fastPicture = new Picture();
        await slowPicture.ReadUntilLiveAsync(slow, Cancel);
        await fastPicture.ReadUntilLiveAsync(fast, Cancel);

        // Each report changes the same minutes again: what the slow one misses is many times its bound.
        for (var sequence = 1; sequence <= Reports; sequence++)
        {
            await SubmitAsync(
                sequence,
                [.. Enumerable.Range(0, CellsEach).Select(minute => Sample.Flow(
                    origin: minute % 2 == 0 ? TestPlaces.Alpha : TestPlaces.Delta,
                    destination: minute % 2 == 0 ? TestPlaces.Beta : TestPlaces.SouthCity,
                    eventTimeMs: Sample.DayMs + ((minute + (sequence * CellsEach)) % 2_000 * MinuteMs)))],
                TestPlaces.Alpha,
                "p1");
            await fastPicture.ReadUntilAsync(fast, sequence * CellsEach, Cancel);
        }

        fastPicture.States.ShouldNotContain(WatchState.Resync);
        await slowPicture.ReadUntilAsync(slow, Reports * CellsEach, Cancel);
        slowPicture.States.ShouldContain(WatchState.Resync);
        slowPicture.Cells.OrderBy(cell => cell.Key).ShouldBe(fastPicture.Cells.OrderBy(cell => cell.Key));
    }

    [Fact]
    public async Task One_watch_over_the_limit_is_overloaded()
    {
        using var first = Start(new WatchFlowsRequest { Level = Level.Region });
        using var second = Start(new WatchFlowsRequest { Level = Level.Region });
        using var third = Start(new WatchFlowsRequest { Level = Level.Region });
        foreach (var call in new[] { first, second, third })
            (await call.ResponseStream.MoveNext(Cancel)).ShouldBeTrue();

        await FailsAsync(
            ErrorCode.Overloaded, StatusCode.ResourceExhausted, () => FirstAsync(new WatchFlowsRequest { Level = Level.Region }));
    }

    [Fact]
    public async Task A_token_of_another_service_is_refused() =>
        await FailsAsync(
            ErrorCode.InvalidResumeToken,
            StatusCode.InvalidArgument,
            () => FirstAsync(new WatchFlowsRequest { Level = Level.Region, ResumeToken = "not a token" }));

    [Fact]
    public async Task A_watch_needs_a_level()
    {
        var detail = await FailsAsync(
            ErrorCode.InvalidField, StatusCode.InvalidArgument, () => FirstAsync(new WatchFlowsRequest()));
        detail.Field.ShouldBe("level");
    }

    private AsyncServerStreamingCall<WatchFlowsResponse> Start(WatchFlowsRequest request) =>
        Server.Flows.WatchFlows(request, cancellationToken: Cancel);

    private async Task FirstAsync(WatchFlowsRequest request)
    {
        using var call = Start(request);
        await call.ResponseStream.MoveNext(Cancel);
    }
}
