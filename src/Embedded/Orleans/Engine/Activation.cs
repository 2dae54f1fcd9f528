namespace Orleans.Runtime;

/// <summary>
/// One instance of a grain in memory, and at the same time the task scheduler its code runs on and the work item the
/// thread pool runs: an idle activation is this one object, its grain and its entry in the directory.
/// </summary>
/// <remarks>
/// <para>
/// Turns (<c>Activation.Turns.cs</c>): everything that touches the grain is a <see cref="WorkItem"/> in one queue which
/// one thread at a time drains. Code between two awaits is a turn; continuations come back here because this object is
/// <see cref="TaskScheduler.Current"/> while grain code runs.
/// </para>
/// <para>
/// Admission (<c>Activation.Admission.cs</c>): a request starts only if the rules allow it beside what already runs;
/// else it waits, and is looked at again whenever a request ends.
/// </para>
/// <para>
/// Life (<c>Activation.Life.cs</c>): created by the first call, activated on its first turn, ended by itself, by idle
/// collection, by an error or by the host's stop. Only turns change the state.
/// </para>
/// </remarks>
internal sealed partial class Activation : TaskScheduler, IGrainContext, IThreadPoolWorkItem
{
    [ThreadStatic]
    private static Activation? _current;

    private readonly IdSpan _key;
    private object? _instance;
    private ActivationExtras? _extras;

    public Activation(GrainClass grainClass, IdSpan key)
    {
        Class = grainClass;
        _key = key;
        _lastUsed = grainClass.Engine.Clock.NowMilliseconds;
    }

    /// <summary>The activation whose turn it is on this thread; null outside grains.</summary>
    public static new Activation? Current => _current;

    public GrainClass Class { get; }

    public Engine Engine => Class.Engine;

    public IdSpan Key => _key;

    public GrainId GrainId => new(Class.GrainType, _key);

    public object? GrainInstance => _instance;

    /// <summary>The object calls run on.</summary>
    public object Target => _instance!;

    public GrainReference GrainReference => Extras.Reference ??= Engine.References.Untyped(Class, _key);

    public IServiceProvider ActivationServices => Extras.Services(Engine);

    public IGrainLifecycle ObservableLifecycle => Extras.Lifecycle;

    public Task Deactivated => Extras.Ended.Task;

    /// <summary>What only some activations need: made when first asked for.</summary>
    public ActivationExtras Extras => _extras ?? MakeExtras();

    public object? GetTarget() => _instance;

    public object? GetComponent(Type componentType) => componentType.IsInstanceOfType(this) ? this : null;

    public bool Equals(IGrainContext? other) => ReferenceEquals(this, other);

    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => base.GetHashCode();

    public override string ToString() => $"[Activation {GrainId} {_state}]";

    private ActivationExtras MakeExtras()
    {
        var made = new ActivationExtras();
        return Interlocked.CompareExchange(ref _extras, made, null) ?? made;
    }
}
