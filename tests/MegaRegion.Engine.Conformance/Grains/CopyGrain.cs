using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Engine.Conformance.Grains;

[GenerateSerializer]
public sealed class Box
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public Box? Next { get; set; }
}

[GenerateSerializer]
public class Shape
{
    [Id(0)]
    public List<int> Sides { get; init; } = [];
}

[GenerateSerializer]
public sealed class Labelled : Shape
{
    [Id(0)]
    private readonly List<string> _labels = [];

    public IReadOnlyList<string> Labels => _labels;

    public void Add(string label) => _labels.Add(label);
}

[GenerateSerializer]
public sealed record Envelope<T>([property: Id(0)] T Content, [property: Id(1)] ImmutableArray<Box> Boxes, [property: Id(2)] (int Number, byte[] Bytes) Pair);

/// <summary>A type that cannot be marked, because it is another library's.</summary>
public sealed class Foreign(int number)
{
    public int Number { get; } = number;
}

[GenerateSerializer]
public struct ForeignSurrogate
{
    [Id(0)]
    public int Number;
}

[RegisterConverter]
public sealed class ForeignConverter : IConverter<Foreign, ForeignSurrogate>
{
    public Foreign ConvertFromSurrogate(in ForeignSurrogate surrogate) => new(surrogate.Number);

    public ForeignSurrogate ConvertToSurrogate(in Foreign value) => new() { Number = value.Number };
}

public interface ICopyGrain : IGrainWithStringKey
{
    /// <summary>Keeps the list and adds to it.</summary>
    Task Keep(List<int> list);

    /// <summary>The list kept, itself.</summary>
    Task<List<int>> Kept();

    Task<bool> AreSame(Box one, Box two);

    Task<bool> IsCycle(Box box);

    Task<int> SumOfShared(Dictionary<string, Box> boxes);

    Task<Shape> EchoShape(Shape shape);

    Task<Envelope<Box>> EchoEnvelope(Envelope<Box> envelope);

    Task<Foreign> EchoForeign(Foreign foreign);

    Task<Immutable<int[]>> EchoImmutable(Immutable<int[]> numbers);

    Task<string> NameOf(IGrain grain);
}

public sealed class CopyGrain : Grain, ICopyGrain
{
    private List<int> _kept = [];

    public Task Keep(List<int> list)
    {
        list.Add(-1);
        _kept = list;
        return Task.CompletedTask;
    }

    public Task<List<int>> Kept() => Task.FromResult(_kept);

    public Task<bool> AreSame(Box one, Box two) => Task.FromResult(ReferenceEquals(one, two));

    public Task<bool> IsCycle(Box box) => Task.FromResult(ReferenceEquals(box.Next!.Next, box));

    public Task<int> SumOfShared(Dictionary<string, Box> boxes)
    {
        foreach (var box in boxes.Values)
            box.Value++;
        return Task.FromResult(boxes.Values.Sum(box => box.Value));
    }

    public Task<Shape> EchoShape(Shape shape) => Task.FromResult(shape);

    public Task<Envelope<Box>> EchoEnvelope(Envelope<Box> envelope) => Task.FromResult(envelope);

    public Task<Foreign> EchoForeign(Foreign foreign) => Task.FromResult(foreign);

    public Task<Immutable<int[]>> EchoImmutable(Immutable<int[]> numbers) => Task.FromResult(numbers);

    public Task<string> NameOf(IGrain grain) => Task.FromResult(grain.GetPrimaryKeyString());
}
