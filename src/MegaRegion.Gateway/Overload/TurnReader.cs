using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using MegaRegion.Gateway.Telemetry;
using Microsoft.AspNetCore.Connections;

namespace MegaRegion.Gateway.Overload;

/// <summary>What a connection's client has sent, read in turns under overload (<see cref="ReadTurns"/>).</summary>
internal sealed class TurnReader(
    ConnectionContext connection, ConnectionLoad load, ReadTurns turns, TimeProvider time, GatewayInstruments instruments) : PipeReader
{
    // What was let in is answered or has met its deadline; a client that reads no answers holds nothing up.
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(5);

    private readonly PipeReader _input = connection.Transport.Input;
    private long? _behindSince;
    private long _cameBefore;

    /// <inheritdoc/>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        var read = await _input.ReadAsync(cancellationToken);
        if (read.IsCompleted || read.IsCanceled || !turns.AreNeeded)
        {
            _behindSince = null;
            return read;
        }

        if (_behindSince is null)
            (_behindSince, _cameBefore) = (time.GetTimestamp(), load.Came);

        var granted = await turns.TakeAsync(read.Buffer.Length);
        if (IsLost())
            return await CutAsync(read);

        if (granted < read.Buffer.Length)
            return new ReadResult(read.Buffer.Slice(0, granted), isCanceled: false, isCompleted: false);

        _behindSince = null;
        return read;
    }

    /// <inheritdoc/>
    public override bool TryRead(out ReadResult result) => _input.TryRead(out result);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed) => _input.AdvanceTo(consumed);

    /// <inheritdoc/>
    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => _input.AdvanceTo(consumed, examined);

    /// <inheritdoc/>
    public override void CancelPendingRead() => _input.CancelPendingRead();

    /// <inheritdoc/>
    public override void Complete(Exception? exception = null) => _input.Complete(exception);

    // A connection of streams alone is slowed down by flow control, and goes on.
    private bool IsLost() => time.GetElapsedTime(_behindSince!.Value) >= turns.MaxLag && load.Came > _cameBefore;

    private async ValueTask<ReadResult> CutAsync(ReadResult read)
    {
        instruments.ConnectionCut();
        await Task.WhenAny(load.WhenIdle(), Task.Delay(LongestFarewell, time, connection.ConnectionClosed));
        connection.Abort(new ConnectionAbortedException("Overload: what the client sends cannot even be refused in time."));
        return new ReadResult(read.Buffer.Slice(0, 0), isCanceled: false, isCompleted: true);
    }
}
