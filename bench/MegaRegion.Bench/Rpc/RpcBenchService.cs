using Grpc.Core;
using MegaRegion.Bench.Rpc.Wire;

namespace MegaRegion.Bench.Rpc;

/// <summary>Serves the loads of the benchmark.</summary>
internal sealed class RpcBenchService : BenchService.BenchServiceBase
{
    public override Task<Ping> Echo(Ping request, ServerCallContext context) => Task.FromResult(request);

    public override async Task Upload(
        IAsyncStreamReader<Batch> requestStream,
        IServerStreamWriter<Ack> responseStream,
        ServerCallContext context)
    {
        while (await requestStream.MoveNext(context.CancellationToken))
            await responseStream.WriteAsync(new Ack { Items = requestStream.Current.Items.Count });
    }

    public override async Task Download(Wanted request, IServerStreamWriter<Batch> responseStream, ServerCallContext context)
    {
        var batch = RpcWork.NewBatch(request.ItemsPerBatch);
        for (var i = 0; i < request.Batches; i++)
            await responseStream.WriteAsync(batch);
    }
}
