using Orleans;

namespace MegaRegion.Bench.Engine;

/// <summary>Activates grains by one call each and weighs the managed heap before and after.</summary>
internal static class IdleLoad
{
    private const int BatchSize = 1_000;

    public static async Task<IdleWeight> WeighAsync(IGrainFactory factory, int count, CancellationToken cancellationToken)
    {
        // The first call makes what all grains share.
        await factory.GetGrain<IBenchGrain>(-1).Empty();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var start = 0; start < count; start += BatchSize)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await ActivateAsync(factory, start, Math.Min(BatchSize, count - start));
        }

        var after = GC.GetTotalMemory(forceFullCollection: true);
        return new IdleWeight(count, (double)(after - before) / count);
    }

    private static Task ActivateAsync(IGrainFactory factory, int start, int count) =>
        Task.WhenAll(Enumerable.Range(start, count).Select(key => factory.GetGrain<IBenchGrain>(key).Empty()));
}
