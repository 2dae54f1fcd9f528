using System.Globalization;
using MegaRegion.Engine.Conformance.Grains;
using Orleans;
using Orleans.Runtime;

namespace MegaRegion.Engine.Conformance;

/// <summary>Keys and references.</summary>
public sealed class KeyTests(EngineFixture engine)
{
    [Fact]
    public async Task An_integer_key_comes_back_with_and_without_extension()
    {
        (await Describe(engine.Grains.GetGrain<IKeyGrain>(-17, null))).ShouldBe("key -17 ");
        (await Describe(engine.Grains.GetGrain<IKeyGrain>(42, "odaiba", null))).ShouldBe("key 42 odaiba");
    }

    [Fact]
    public async Task A_guid_key_comes_back_with_and_without_extension()
    {
        var guid = Guid.NewGuid();
        (await Describe(engine.Grains.GetGrain<IKeyGrain>(guid, null))).ShouldBe($"key {guid:N} ");
        (await Describe(engine.Grains.GetGrain<IKeyGrain>(guid, "odaiba", null))).ShouldBe($"key {guid:N} odaiba");
    }

    [Fact]
    public void References_are_equal_if_their_grains_are()
    {
        var one = engine.Grains.GetGrain<ITurnGrain>(5);
        var same = engine.Grains.GetGrain<ITurnGrain>(5);
        var other = engine.Grains.GetGrain<ITurnGrain>(6);
        one.ShouldBe(same);
        one.GetHashCode().ShouldBe(same.GetHashCode());
        one.ShouldNotBe(other);
    }

    [Fact]
    public void An_identity_reads_as_type_slash_key()
    {
        var id = engine.Grains.GetGrain<ILifeGrain>("a/b").GetGrainId();
        id.ToString().ShouldBe("life/a/b");
        GrainId.Parse(id.ToString(), CultureInfo.InvariantCulture).ShouldBe(id);
    }

    private static Task<string> Describe(IKeyGrain grain) => grain.Describe();
}
