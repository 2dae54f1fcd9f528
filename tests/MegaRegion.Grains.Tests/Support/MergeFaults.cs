using MegaRegion.Contracts.RollUp;
using Orleans;

namespace MegaRegion.Grains.Tests.Support;

/// <summary>Fails, repeats or swallows the merges of roll-up grains.</summary>
internal sealed class MergeFaults : IIncomingGrainCallFilter
{
    private int _failuresLeft;
    private int _lossesLeft;

    public int FailuresLeft
    {
        get => Math.Max(0, _failuresLeft);
        set => _failuresLeft = value;
    }

    public int LossesLeft
    {
        get => Math.Max(0, _lossesLeft);
        set => _lossesLeft = value;
    }

    public bool Repeats { get; init; }

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (!string.Equals(context.MethodName, nameof(IRollUpGrain.MergeAsync), StringComparison.Ordinal))
        {
            await context.Invoke();
        }
        else if (Interlocked.Decrement(ref _failuresLeft) >= 0)
        {
            throw new TimeoutException("the network is gone");
        }
        else if (Interlocked.Decrement(ref _lossesLeft) >= 0)
        {
            context.Result = new MergeReceipt(0);
        }
        else
        {
            await context.Invoke();
            if (Repeats)
            {
                await context.Invoke();
            }
        }
    }
}
