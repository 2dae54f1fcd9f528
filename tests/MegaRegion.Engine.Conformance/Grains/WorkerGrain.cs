using Orleans;
using Orleans.Concurrency;

namespace MegaRegion.Engine.Conformance.Grains;

public interface IWorkerGrain : IGrainWithIntegerKey
{
    Task Hold(string running, string gate);
}

[StatelessWorker(3)]
public sealed class WorkerGrain : Grain, IWorkerGrain
{
    public async Task Hold(string running, string gate)
    {
        Signals.Open(running);
        await Signals.Opened(gate);
    }
}

public interface IKeyGrain : IGrainWithGuidKey, IGrainWithIntegerKey, IGrainWithGuidCompoundKey, IGrainWithIntegerCompoundKey
{
    Task<string> Describe();
}

public sealed class KeyGrain : Grain, IKeyGrain
{
    public Task<string> Describe()
    {
        var id = this.GetGrainId();
        if (this.IsPrimaryKeyBasedOnLong())
        {
            var number = this.GetPrimaryKeyLong(out var more);
            return Task.FromResult($"{id.Type} {number} {more}");
        }

        var guid = this.GetPrimaryKey(out var extension);
        return Task.FromResult($"{id.Type} {guid:N} {extension}");
    }
}
