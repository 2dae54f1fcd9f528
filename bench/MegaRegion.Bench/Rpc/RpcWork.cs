using System.Diagnostics;
using Google.Protobuf;
using MegaRegion.Bench.Rpc.Wire;

namespace MegaRegion.Bench.Rpc;

/// <summary>What one caller or stream of the benchmark does until it is told to stop.</summary>
internal static class RpcWork
{
    private const int ItemBytes = 100;
    private const int BatchesPerDownload = 200;

    /// <summary>Unary calls, one after another.</summary>
    public static async Task CallAsync(BenchService.BenchServiceClient client, RpcSamples samples, CancellationToken cancellationToken)
    {
        var ping = new Ping { Number = 1, Text = "hub:linkers" };
        while (!samples.IsOver)
        {
            var started = Stopwatch.GetTimestamp();
            await client.EchoAsync(ping, cancellationToken: cancellationToken);
            samples.Add(started, units: 1);
        }
    }

    /// <summary>One duplex stream: a full message, then its acknowledgement, with one more message always under way.</summary>
    public static async Task UploadAsync(
        BenchService.BenchServiceClient client,
        int itemsPerMessage,
        RpcSamples samples,
        CancellationToken cancellationToken)
    {
        var batch = NewBatch(itemsPerMessage);
        using var call = client.Upload(cancellationToken: cancellationToken);
        await call.RequestStream.WriteAsync(batch, cancellationToken);
        while (!samples.IsOver)
        {
            var started = Stopwatch.GetTimestamp();
            await call.RequestStream.WriteAsync(batch, cancellationToken);
            await call.ResponseStream.MoveNext(cancellationToken);
            samples.Add(started, (int)call.ResponseStream.Current.Items);
        }

        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            // The acknowledgement of the message that was still under way.
        }
    }

    /// <summary>Server streams of full messages, one stream after another.</summary>
    public static async Task DownloadAsync(
        BenchService.BenchServiceClient client,
        int itemsPerMessage,
        RpcSamples samples,
        CancellationToken cancellationToken)
    {
        var wanted = new Wanted { Batches = BatchesPerDownload, ItemsPerBatch = itemsPerMessage };
        while (!samples.IsOver)
        {
            using var call = client.Download(wanted, cancellationToken: cancellationToken);
            var started = Stopwatch.GetTimestamp();
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                samples.Add(started, call.ResponseStream.Current.Items.Count);
                started = Stopwatch.GetTimestamp();
            }
        }
    }

    /// <summary>A message of items of 100 bytes each.</summary>
    public static Batch NewBatch(int items)
    {
        var batch = new Batch();
        for (var i = 0; i < items; i++)
        {
            var item = new Item { Sequence = i + 1_000_000, Origin = "jp:06203", Destination = "hub:linkers", Quantity = 1 + i % 100 };
            item.Rest = ByteString.CopyFrom(new byte[ItemBytes - item.CalculateSize() - 2]);
            batch.Items.Add(item);
        }

        return batch;
    }
}
