using Grpc.Core;
using MegaRegion.V1;

namespace MegaRegion.Gateway.Tests.Watch;

/// <summary>What a watcher has seen, kept as the contract says.</summary>
internal sealed class Picture
{
    public Dictionary<(string Origin, string Destination, Layer Layer, long WindowStartMs), long> Cells { get; } = [];

    public List<WatchState> States { get; } = [];

    public WatchState LastState => States[^1];

    public string Token { get; private set; } = "";

    public long Sum => Cells.Values.Sum();

    public async Task ReadUntilAsync(
        AsyncServerStreamingCall<WatchFlowsResponse> call, long sum, CancellationToken cancel)
    {
        while (Sum != sum || LastState == WatchState.Resync)
            await ReadAsync(call, cancel);
    }

    public async Task ReadUntilLiveAsync(AsyncServerStreamingCall<WatchFlowsResponse> call, CancellationToken cancel)
    {
        while (States.Count == 0 || LastState != WatchState.Live)
            await ReadAsync(call, cancel);
    }

    private async Task ReadAsync(AsyncServerStreamingCall<WatchFlowsResponse> call, CancellationToken cancel)
    {
        (await call.ResponseStream.MoveNext(cancel)).ShouldBeTrue();
        var response = call.ResponseStream.Current;
        States.Add(response.State);
        Token = response.ResumeToken;
        if (response.State == WatchState.Resync)
            Cells.Clear();

        foreach (var cell in response.Cells)
            Cells[(cell.Origin, cell.Destination, cell.Layer, cell.WindowStartMs)] = cell.Quantity;
    }
}
