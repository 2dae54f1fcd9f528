using System.Diagnostics.Metrics;
using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Places;
using MegaRegion.Grains.Telemetry;
using MegaRegion.Grains.Tests.Support;

namespace MegaRegion.Grains.Tests;

public sealed class InstrumentsTests
{
    private static readonly PlaceId Hub = new("hub:01100-a");

    [Fact]
    public async Task What_hubs_accept_recognise_and_refuse_is_counted_by_region_and_never_by_hub()
    {
        await using var country = await Country.StartAsync();
        using var counted = new Counted(country.Get<IMeterFactory>(), GrainsInstruments.Name);
        var report = Country.Report(
            1, country.Flow(Hub, "jp:03201", 5), country.Flow(Hub, "mega:jp", 7), country.Flow(Hub, "jp:03201", 2, Layer.Goods));
        await country.SubmitAsync(Hub, report);
        await country.SubmitAsync(Hub, report);
        await country.SubmitAsync(Hub, Country.Report(9, country.Flow(Hub, "jp:03201")));
        await country.SubmitNextAsync(
            Hub, country.Flow(Hub, "jp:03201") with { EventTime = new(country.Now.UnixMilliseconds - 7_200_000) });

        counted["megaregion.flow.accepted"].ShouldBe(4);
        counted["megaregion.flow.duplicate"].ShouldBe(3);
        counted["megaregion.flow.rejected reason=sequence_gap"].ShouldBe(1);
        counted["megaregion.flow.late"].ShouldBe(1);
        counted["megaregion.flow.quantity layer=people src_region=north dst_region=south"].ShouldBe(6);
        counted["megaregion.flow.quantity layer=people src_region=north dst_region=none"].ShouldBe(7);
        counted["megaregion.flow.quantity layer=goods src_region=north dst_region=south"].ShouldBe(2);
        counted.Names.ShouldNotContain(name => name.Contains("hub:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_imbalance_is_that_of_the_last_verification()
    {
        await using var country = await Country.StartAsync();
        using var counted = new Counted(country.Get<IMeterFactory>(), GrainsInstruments.Name);
        await country.SubmitNextAsync(Hub, country.Flow(Hub, "jp:03201"));
        await country.SettleAsync();
        counted.Observe();
        counted["megaregion.ledger.imbalance"].ShouldBe(0);

        country.Store.WriteFromElsewhere(Hub, new("ghost", 1, 0, 1, Country.Report(1, country.Flow(Hub, "jp:03201")).Payload));
        await country.VerifyAsync();
        counted.Observe();
        counted["megaregion.ledger.imbalance"].ShouldBeGreaterThan(0);
    }
}
