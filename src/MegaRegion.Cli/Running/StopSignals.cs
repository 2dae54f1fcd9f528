using System.Runtime.InteropServices;

namespace MegaRegion.Cli.Running;

/// <summary>
/// Ctrl-C and SIGTERM: the first asks for a clean stop, the second Ctrl-C ends the process at once, unless the command
/// has asked for it (<see cref="Next"/>). Nothing that was acknowledged is lost by either.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private CancellationTokenSource? _next;

    /// <summary>Listens from now on.</summary>
    public StopSignals()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle);
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>A token that the next signal from now on cancels, however many there were; the one after it counts as usual.</summary>
    public CancellationToken Next()
    {
        var next = new CancellationTokenSource();
        Interlocked.Exchange(ref _next, next)?.Dispose();
        return next.Token;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _stop.Dispose();
        _next?.Dispose();
    }

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        var next = Volatile.Read(ref _next) is { IsCancellationRequested: false } asked ? asked : null;
        if (_stop.IsCancellationRequested && next is null && context.Signal == PosixSignal.SIGINT)
        {
            Environment.Exit(ExitCode.Interrupted);
        }

        // Cancelling runs callbacks; the signal thread must not wait for them.
        _ = Task.Run(() =>
        {
            next?.Cancel();
            _stop.Cancel();
        });
    }
}
