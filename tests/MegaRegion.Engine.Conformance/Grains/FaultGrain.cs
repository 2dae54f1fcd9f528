using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace MegaRegion.Engine.Conformance.Grains;

[GenerateSerializer]
public sealed class QuotaException : Exception
{
    public QuotaException(string message, int limit)
        : base(message) => Limit = limit;

    [Id(0)]
    public int Limit { get; }
}

public interface IFaultGrain : IGrainWithStringKey
{
    Task Throw(bool later);

    Task<int> ThrowKnown();

    ValueTask<int> ThrowCancelled();

    [OneWay]
    Task ThrowOneWay(string done);

    /// <summary>Waits longer than callers do. Only this call has so little time: a busy machine may be late with any other.</summary>
    [ResponseTimeout("00:00:02")]
    Task Stall(string gate);

    /// <summary>Calls another grain's <see cref="Stall"/> and says how it ended.</summary>
    [ResponseTimeout("00:02:00")]
    Task<string> CallStalling(IFaultGrain other, string gate);

    Task<string> Ping();
}

public sealed class FaultGrain : Grain, IFaultGrain
{
    public async Task Throw(bool later)
    {
        if (later)
            await Task.Yield();
        throw new QuotaException("too many", 3);
    }

    public Task<int> ThrowKnown() => throw new KeyNotFoundException("no such place");

    public ValueTask<int> ThrowCancelled() => throw new OperationCanceledException();

    public Task ThrowOneWay(string done)
    {
        Signals.Open(done);
        throw new QuotaException("unheard", 1);
    }

    public Task Stall(string gate) => Signals.Opened(gate);

    public async Task<string> CallStalling(IFaultGrain other, string gate)
    {
        try
        {
            await other.Stall(gate);
            return "answered";
        }
        catch (TimeoutException)
        {
            return "timeout";
        }
    }

    public Task<string> Ping() => Task.FromResult(RequestContext.Get("none") as string ?? "pong");
}
