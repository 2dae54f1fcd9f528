using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>The engine's log messages, with stable event ids.</summary>
internal sealed partial class EngineLog(ILogger logger)
{
    public void RequestTimedOut(RequestBase request) => RequestTimedOutCore(request.GetInterfaceName(), request.GetMethodName(), request.Reference.GrainId);

    public void OneWayFailed(RequestBase request, Exception exception) =>
        OneWayFailedCore(request.GetInterfaceName(), request.GetMethodName(), request.Reference.GrainId, exception);

    [LoggerMessage(101, LogLevel.Warning, "A turn of {Grain} took {Milliseconds} ms; other requests to it waited.")]
    public partial void LongTurn(GrainId grain, long milliseconds);

    [LoggerMessage(102, LogLevel.Error, "Grain {Grain} could not be activated.")]
    public partial void ActivationFailed(GrainId grain, Exception exception);

    [LoggerMessage(111, LogLevel.Information, "Grain {Grain} was not activated: the host is stopping.")]
    public partial void ActivationGivenUp(GrainId grain, Exception exception);

    [LoggerMessage(103, LogLevel.Error, "Deactivation of grain {Grain} failed; it ends nevertheless.")]
    public partial void DeactivationFailed(GrainId grain, Exception exception);

    [LoggerMessage(104, LogLevel.Error, "Work of the engine on a turn of {Grain} failed.")]
    public partial void TurnFailed(GrainId grain, Exception exception);

    [LoggerMessage(105, LogLevel.Error, "A timer of grain {Grain} failed; it goes on.")]
    public partial void TimerFailed(GrainId grain, Exception exception);

    [LoggerMessage(106, LogLevel.Warning, "A cancellation callback in grain {Grain} failed.")]
    public partial void CancellationCallbackFailed(GrainId grain, Exception exception);

    [LoggerMessage(107, LogLevel.Error, "Reminder {Reminder} of grain {Grain} failed; the next tick comes in time.")]
    public partial void ReminderFailed(string reminder, GrainId grain, Exception exception);

    [LoggerMessage(108, LogLevel.Error, "The reminder table could not be read; it is tried again.")]
    public partial void ReminderTableFailed(Exception exception);

    [LoggerMessage(109, LogLevel.Warning, "{Interface}.{Method} to {Grain} was not answered in time.")]
    private partial void RequestTimedOutCore(string @interface, string method, GrainId grain);

    [LoggerMessage(110, LogLevel.Warning, "One-way {Interface}.{Method} to {Grain} failed.")]
    private partial void OneWayFailedCore(string @interface, string method, GrainId grain, Exception exception);
}
