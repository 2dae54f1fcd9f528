using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Runtime;

/// <summary>Parts of an activation that only some have, kept apart so that an idle one stays small.</summary>
internal sealed class ActivationExtras
{
    private AsyncServiceScope? _scope;
    private ActivationLifecycle? _lifecycle;
    private List<IGrainTimer>? _timers;
    private Dictionary<Guid, int>? _reentrantSections;
    private Enumerators? _enumerators;

    public GrainReference? Reference { get; set; }

    public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DeactivationReason Reason { get; set; }

    public bool IsFinishing { get; set; }

    public long KeepAliveUntil { get; set; }

    public bool HasLifecycle => _lifecycle is not null;

    public ActivationLifecycle Lifecycle => _lifecycle ??= new ActivationLifecycle();

    public IServiceProvider Services(Engine engine) => (_scope ??= engine.Services.CreateAsyncScope()).ServiceProvider;

    public Enumerators Enumerators(Activation activation) => _enumerators ??= new Enumerators(activation);

    public void AddTimer(IGrainTimer timer) => (_timers ??= []).Add(timer);

    public void RemoveTimer(IGrainTimer timer) => _timers?.Remove(timer);

    public void StopTimers()
    {
        foreach (var timer in _timers?.ToArray() ?? [])
            timer.Dispose();
    }

    public void EnterReentrantSection(Guid callChain)
    {
        _reentrantSections ??= [];
        _reentrantSections[callChain] = _reentrantSections.GetValueOrDefault(callChain) + 1;
    }

    public void LeaveReentrantSection(Guid callChain)
    {
        if (_reentrantSections is null || !_reentrantSections.TryGetValue(callChain, out var depth))
            return;
        if (depth == 1)
            _reentrantSections.Remove(callChain);
        else
            _reentrantSections[callChain] = depth - 1;
    }

    public bool AllowsReentry(Dictionary<string, object> context) =>
        _reentrantSections is { Count: > 0 } sections
        && context.TryGetValue(RequestContext.ReentrancyKey, out var value)
        && value is Guid callChain
        && sections.ContainsKey(callChain);

    public async ValueTask DisposeAsync()
    {
        StopTimers();
        if (_enumerators is not null)
            await _enumerators.DisposeAllAsync();
        if (_scope is { } scope)
            await scope.DisposeAsync();
    }
}
