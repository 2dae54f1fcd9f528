using MegaRegion.Engine.Conformance.Grains;
using Orleans.Concurrency;

namespace MegaRegion.Engine.Conformance;

/// <summary>What is sent is copied: neither side sees the other's later changes.</summary>
public sealed class CopyTests(EngineFixture engine)
{
    private readonly ICopyGrain _grain = engine.Grains.GetGrain<ICopyGrain>(Guid.NewGuid().ToString());

    [Fact]
    public async Task A_change_of_an_argument_stays_with_the_callee()
    {
        List<int> list = [1, 2];
        await _grain.Keep(list);
        list.ShouldBe([1, 2]);
        list.Add(3);
        (await _grain.Kept()).ShouldBe([1, 2, -1]);
    }

    [Fact]
    public async Task A_change_of_a_result_stays_with_the_caller()
    {
        await _grain.Keep([1]);
        var result = await _grain.Kept();
        result.Clear();
        (await _grain.Kept()).ShouldBe([1, -1]);
    }

    [Fact]
    public async Task An_object_given_twice_in_one_call_arrives_as_one()
    {
        var box = new Box { Value = 1 };
        (await _grain.AreSame(box, box)).ShouldBeTrue();
        (await _grain.AreSame(box, new Box { Value = 1 })).ShouldBeFalse();
    }

    [Fact]
    public async Task An_object_held_twice_by_an_argument_stays_one()
    {
        var box = new Box { Value = 1 };
        (await _grain.SumOfShared(new(StringComparer.Ordinal) { ["a"] = box, ["b"] = box })).ShouldBe(6);
        box.Value.ShouldBe(1);
    }

    [Fact]
    public async Task A_cycle_arrives_as_a_cycle()
    {
        var box = new Box();
        box.Next = new Box { Next = box };
        (await _grain.IsCycle(box)).ShouldBeTrue();
    }

    [Fact]
    public async Task A_derived_object_keeps_its_type_and_its_private_and_inherited_members()
    {
        var shape = new Labelled { Sides = [3, 4] };
        shape.Add("a");
        var echo = (await _grain.EchoShape(shape)).ShouldBeOfType<Labelled>();
        echo.Labels.ShouldBe(["a"]);
        echo.Sides.ShouldBe([3, 4]);
        shape.Add("b");
        shape.Sides.Add(5);
        echo.Labels.ShouldBe(["a"]);
        echo.Sides.ShouldBe([3, 4]);
    }

    [Fact]
    public async Task Generic_records_tuples_and_immutable_arrays_are_copied_with_what_they_hold()
    {
        var sent = new Envelope<Box>(new Box { Value = 1 }, [new Box { Value = 2 }], (3, [4]));
        var echo = await _grain.EchoEnvelope(sent);
        sent.Content.Value = sent.Boxes[0].Value = sent.Pair.Bytes[0] = 9;
        (echo.Content.Value, echo.Boxes[0].Value, echo.Pair.Number, echo.Pair.Bytes[0]).ShouldBe((1, 2, 3, (byte)4));
    }

    [Fact]
    public async Task A_foreign_type_travels_by_its_surrogate() =>
        (await _grain.EchoForeign(new Foreign(5))).Number.ShouldBe(5);

    [Fact]
    public async Task An_immutable_value_arrives_equal() =>
        (await _grain.EchoImmutable(new[] { 1, 2 }.AsImmutable())).Value.ShouldBe([1, 2]);

    [Fact]
    public async Task A_grain_can_be_given_to_another() => (await _grain.NameOf(_grain)).ShouldNotBeEmpty();
}
