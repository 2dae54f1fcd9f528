using MegaRegion.Gateway.Errors;
using MegaRegion.Gateway.Telemetry;

namespace MegaRegion.Gateway;

/// <summary>Counts what is open at once of one kind, up to a limit. Thread-safe.</summary>
internal sealed class StreamGate(string kind, int limit, GatewayInstruments instruments)
{
    private int _open;

    /// <summary>Enters; disposing the answer leaves.</summary>
    /// <exception cref="ServiceErrorException">The limit is reached: OVERLOADED.</exception>
    public IDisposable Enter()
    {
        if (Interlocked.Increment(ref _open) > limit)
        {
            Interlocked.Decrement(ref _open);
            throw new ServiceErrorException(ServiceErrors.Overloaded(
                $"{limit} calls of the kind '{kind}' are open, which is the limit. Try again after a pause.",
                $"「{kind}」の同時呼び出しが上限の {limit} 件に達しています。少し待って再試行してください。"));
        }

        instruments.StreamOpened(kind);
        return new Leave(this);
    }

    private sealed class Leave(StreamGate gate) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) != 0)
                return;

            Interlocked.Decrement(ref gate._open);
            gate.Instruments.StreamClosed(gate.Kind);
        }
    }

    private GatewayInstruments Instruments => instruments;

    private string Kind => kind;
}
