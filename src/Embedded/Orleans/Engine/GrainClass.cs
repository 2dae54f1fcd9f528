using System.Reflection;
using Orleans.Concurrency;
using Orleans.Configuration;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>What the engine knows of a grain class: its name, rules, maker and activations.</summary>
internal sealed class GrainClass
{
    private readonly GrainMaker? _maker;

    private GrainClass(Engine engine, GrainType grainType)
    {
        Engine = engine;
        GrainType = grainType;
        Directory = new GrainDirectory(this);
    }

    private GrainClass(Engine engine, Type type)
        : this(engine, GrainType.Create(NameOf(type)))
    {
        Type = type;
        _maker = new GrainMaker(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        MayInterleave = InterleavePredicate.Of(type);
        FiltersItself = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        HasActivateMethod = !typeof(Grain).IsAssignableFrom(type)
            || type.GetMethod(nameof(Grain.OnActivateAsync), [typeof(CancellationToken)])!.DeclaringType != typeof(Grain);
        MaxWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.MaxLocalWorkers ?? 0;
        CollectionAge = AgeOf(type, engine.Collection);
        MaxWaitingRequests = MaxWorkers > 0
            ? engine.Messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker
            : engine.Messaging.MaxEnqueuedRequestsHardLimit;
    }

    public Engine Engine { get; }

    public GrainType GrainType { get; }

    public Type? Type { get; }

    public GrainDirectory Directory { get; }

    public bool IsObserver => Type is null;

    public bool IsReentrant { get; }

    public Func<object, IInvokable, bool>? MayInterleave { get; }

    public bool FiltersItself { get; }

    public bool HasActivateMethod { get; }

    /// <summary>Most activations of one stateless worker; 0 for ordinary grains.</summary>
    public int MaxWorkers { get; }

    /// <summary>Unused time after which an activation ends; null for never.</summary>
    public TimeSpan? CollectionAge { get; }

    /// <summary>Most requests waiting at one activation; 0 for no limit.</summary>
    public int MaxWaitingRequests { get; }

    public static GrainClass Of(Engine engine, Type type) => new(engine, type);

    /// <summary>The class that all client objects behind observer references share.</summary>
    public static GrainClass Observers(Engine engine) => new(engine, GrainType.Create("sys.client"));

    public object CreateInstance(Activation activation) => _maker!.Create(activation);

    private static string NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } named)
            return named.GrainType;
        var name = type.Name.ToLowerInvariant();
        const string Suffix = "grain";
        return name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length ? name[..^Suffix.Length] : name;
    }

    private static TimeSpan? AgeOf(Type type, GrainCollectionOptions options)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute), inherit: true))
            return null;
        if (options.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var age))
            return age;
        if (type.GetCustomAttribute<CollectionAgeLimitAttribute>() is { } limit)
            return limit.AlwaysActive ? null : limit.AgeLimit;
        return options.CollectionAge;
    }
}
