using System.Reflection;
using Orleans.CodeGeneration;

namespace Orleans.Runtime;

/// <summary>
/// A timer of a grain. A tick is a request like any other, so it obeys admission; the next one is scheduled when it has
/// ended, so ticks never overlap.
/// </summary>
internal sealed class GrainTimer<TState> : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<TState, CancellationToken, Task> _callback;
    private readonly TState _state;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private bool _isTicking;
    private bool _wasChanged;

    private GrainTimer(
        Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _state = state;
        _options = options;
        _period = Check(options.Period);
        using (ExecutionContext.SuppressFlow())
            _timer = activation.Engine.Time.CreateTimer(static timer => ((GrainTimer<TState>)timer!).OnDue(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public static GrainTimer<TState> Start(
        Activation activation, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        if (!ReferenceEquals(Activation.Current, activation))
            throw new InvalidOperationException("A grain's timer can be made only by the grain itself, on its turn.");
        var timer = new GrainTimer<TState>(activation, callback, state, options);
        activation.Extras.AddTimer(timer);
        timer._timer.Change(Check(options.DueTime), Timeout.InfiniteTimeSpan);
        return timer;
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        ObjectDisposedException.ThrowIf(_stopped.IsCancellationRequested, this);
        _period = Check(period);
        _wasChanged = _isTicking;
        _timer.Change(Check(dueTime), Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        if (_stopped.IsCancellationRequested)
            return;
        _timer.Dispose();
        _activation.Extras.RemoveTimer(this);
        _stopped.Cancel();
    }

    private static TimeSpan Check(TimeSpan time)
    {
        if (time != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return time;
    }

    private void OnDue() => _activation.Post(new Tick(this));

    private async Task TickAsync()
    {
        if (_stopped.IsCancellationRequested)
            return;
        _isTicking = true;
        _wasChanged = false;
        try
        {
            await _callback(_state, _stopped.Token);
        }
        catch (Exception exception)
        {
            if (!_stopped.IsCancellationRequested || exception is not OperationCanceledException)
                _activation.Engine.Log.TimerFailed(_activation.GrainId, exception);
        }

        _isTicking = false;
        if (!_stopped.IsCancellationRequested && !_wasChanged)
            _timer.Change(_period, Timeout.InfiniteTimeSpan);
    }

    private sealed class Tick(GrainTimer<TState> timer) : Request
    {
        public override InvokeMethodOptions Options =>
            InvokeMethodOptions.OneWay | (timer._options.Interleave ? InvokeMethodOptions.AlwaysInterleave : InvokeMethodOptions.None);

        internal override bool KeepsAlive => timer._options.KeepAlive;

        public override string GetInterfaceName() => "IGrainTimerInvoker";

        public override string GetMethodName() => "InvokeCallbackAsync";

        public override Type GetInterfaceType() => typeof(IGrainTimer);

        public override MethodInfo GetMethod() => timer._callback.Method;

        protected override ValueTask InvokeInner(object target) => new(timer.TickAsync());
    }
}
