using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Engine.Conformance.Grains;

/// <summary>Calls that wait at a gate, to see which others are admitted meanwhile.</summary>
public interface IAdmissionGrain : IGrainWithStringKey
{
    /// <summary>Signals that it runs, then waits for the gate.</summary>
    Task Hold(string running, string gate);

    [ReadOnly]
    Task HoldReadOnly(string running, string gate);

    /// <summary>Signals that it runs.</summary>
    Task Pass(string running);

    [ReadOnly]
    Task PassReadOnly(string running);

    [AlwaysInterleave]
    Task PassAlways(string running);

    /// <summary>Calls back through another grain, with or without the permission to come back.</summary>
    Task CallBack(string other, bool allow);

    Task CallBackTo(IAdmissionGrain origin);
}

public interface IReentrantGrain : IAdmissionGrain;

public interface IPredicateGrain : IAdmissionGrain;
