using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Engine.Conformance.Grains;

[GenerateSerializer]
public sealed class Tally
{
    [Id(0)]
    public int Count { get; set; }

    [Id(1)]
    public List<string> Names { get; set; } = [];
}

public interface IStateGrain : IGrainWithStringKey
{
    Task<Tally> Read();

    Task Write(int count);

    /// <summary>Changes the object in memory without writing it.</summary>
    Task ChangeOnly(string name);

    Task Clear();

    Task<bool> Exists();

    Task Deactivate();

    /// <summary>Writes by way of a second view of the record, so that the first one is out of date.</summary>
    Task WriteBehind(int count);

    /// <summary>Writes and catches the conflict.</summary>
    Task<bool> TryWrite(int count);

    /// <summary>Number of the activation that answers.</summary>
    Task<int> Activation();

    Task<int> ReadSecond();

    Task WriteSecond(int count);
}

public interface IStateCallerGrain : IGrainWithStringKey
{
    Task<int> Activation();

    /// <summary>Has the other grain run into a conflict, and lets the exception through.</summary>
    Task Provoke(IStateGrain other);
}

public sealed class StateGrain(
    [PersistentState("tally")] IPersistentState<Tally> tally,
    [PersistentState("tally")] IPersistentState<Tally> behind,
    [PersistentState("other", "second")] IPersistentState<Tally> second) : Grain, IStateGrain
{
    private int _activation;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _activation = Signals.Count($"{this.GetPrimaryKeyString()}/activated");
        return Task.CompletedTask;
    }

    public Task<Tally> Read() => Task.FromResult(tally.State);

    public async Task Write(int count)
    {
        tally.State.Count = count;
        await tally.WriteStateAsync();
    }

    public Task ChangeOnly(string name)
    {
        tally.State.Names.Add(name);
        return Task.CompletedTask;
    }

    public Task Clear() => tally.ClearStateAsync();

    public Task<bool> Exists() => Task.FromResult(tally.RecordExists);

    public Task Deactivate()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task WriteBehind(int count)
    {
        await behind.ReadStateAsync();
        behind.State.Count = count;
        await behind.WriteStateAsync();
    }

    public async Task<bool> TryWrite(int count)
    {
        try
        {
            await Write(count);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    public Task<int> Activation() => Task.FromResult(_activation);

    public Task<int> ReadSecond() => Task.FromResult(second.State.Count);

    public Task WriteSecond(int count)
    {
        second.State.Count = count;
        return second.WriteStateAsync();
    }
}

public sealed class StateCallerGrain : Grain, IStateCallerGrain
{
    private readonly int _activation = Random.Shared.Next();

    public Task<int> Activation() => Task.FromResult(_activation);

    public async Task Provoke(IStateGrain other)
    {
        await other.Write(1);
        await other.WriteBehind(2);
        await other.Write(3);
    }
}
