using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace MegaRegion.Engine.Conformance.Grains;

public class AdmissionGrain : Grain, IAdmissionGrain
{
    public async Task Hold(string running, string gate)
    {
        Signals.Open(running);
        await Signals.Opened(gate);
    }

    public Task HoldReadOnly(string running, string gate) => Hold(running, gate);

    public Task Pass(string running)
    {
        Signals.Open(running);
        return Task.CompletedTask;
    }

    public Task PassReadOnly(string running) => Pass(running);

    public Task PassAlways(string running) => Pass(running);

    public async Task CallBack(string other, bool allow)
    {
        var next = GrainFactory.GetGrain<IAdmissionGrain>(other, "MegaRegion.Engine.Conformance.Grains.AdmissionGrain");
        if (!allow)
        {
            await next.CallBackTo(this.AsReference<IAdmissionGrain>());
            return;
        }

        using var section = RequestContext.AllowCallChainReentrancy();
        await next.CallBackTo(this.AsReference<IAdmissionGrain>());
    }

    public Task CallBackTo(IAdmissionGrain origin) => origin.Pass($"{this.GetPrimaryKeyString()}/came back");
}

[Reentrant]
public sealed class ReentrantGrain : AdmissionGrain, IReentrantGrain;

[MayInterleave(nameof(MayInterleave))]
public sealed class PredicateGrain : AdmissionGrain, IPredicateGrain
{
    public static bool MayInterleave(IInvokable request) =>
        request.GetArgument(0) is string running && running.EndsWith("/welcome", StringComparison.Ordinal);
}
