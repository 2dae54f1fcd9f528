using System.Diagnostics;

namespace Orleans.Configuration;

/// <summary>How calls behave.</summary>
public abstract class MessagingOptions
{
    private TimeSpan _responseTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Time a caller waits for the response; default 30 s, under a debugger <see cref="ResponseTimeoutWithDebugger"/>.</summary>
    public TimeSpan ResponseTimeout
    {
        get => Debugger.IsAttached ? ResponseTimeoutWithDebugger : _responseTimeout;
        set => _responseTimeout = value;
    }

    /// <summary>Time a caller waits while a debugger is attached; default 30 min.</summary>
    public TimeSpan ResponseTimeoutWithDebugger { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>Whether requests that waited longer than their timeout are dropped instead of run; default true.</summary>
    public bool DropExpiredMessages { get; set; } = true;

    /// <summary>Whether a caller who cancels waits for the callee to answer; default false.</summary>
    public bool WaitForCancellationAcknowledgement { get; set; }
}
