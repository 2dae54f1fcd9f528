using System.Runtime.CompilerServices;
using Orleans;

namespace MegaRegion.Engine.Conformance.Grains;

public interface IStreamGrain : IGrainWithStringKey
{
    IAsyncEnumerable<int> Count(int to);

    /// <summary>Numbers without end, until cancelled; then opens the gate.</summary>
    IAsyncEnumerable<int> CountForEver(string ended, CancellationToken cancellationToken = default);

    IAsyncEnumerable<int> CountAndFail(int to);

    /// <summary>One number, then none before the gate opens, then one more.</summary>
    IAsyncEnumerable<int> Pause(string gate);

    IAsyncEnumerable<Box> Boxes();

    Task<string> Ping();
}

public sealed class StreamGrain : Grain, IStreamGrain
{
    private readonly Box _box = new() { Value = 1 };

    public async IAsyncEnumerable<int> Count(int to)
    {
        for (var i = 0; i < to; i++)
        {
            if (i % 7 == 0)
                await Task.Yield();
            yield return i;
        }
    }

    public async IAsyncEnumerable<int> CountForEver(string ended, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await Task.Yield();
                yield return i;
            }
        }
        finally
        {
            Signals.Open(ended);
        }
    }

    public async IAsyncEnumerable<int> CountAndFail(int to)
    {
        await Task.Yield();
        for (var i = 0; i < to; i++)
            yield return i;
        throw new QuotaException("no more", to);
    }

    public async IAsyncEnumerable<int> Pause(string gate)
    {
        yield return 1;
        await Signals.Opened(gate);
        yield return 2;
    }

    public async IAsyncEnumerable<Box> Boxes()
    {
        await Task.Yield();
        yield return _box;
        yield return _box;
    }

    public Task<string> Ping() => Task.FromResult("pong");
}
