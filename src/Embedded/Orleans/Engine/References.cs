using System.Collections.Concurrent;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>Makes references by way of the generated classes.</summary>
internal sealed class References
{
    private readonly Engine _engine;
    private readonly ConcurrentDictionary<(GrainClass Class, Type Interface), Maker> _makers = new();
    private readonly ConcurrentDictionary<Type, Maker> _defaults = new();

    public References(Engine engine) => _engine = engine;

    public GrainReference Create(GrainId id, Type interfaceType) =>
        MakerOf(_engine.Catalog.Get(id.Type), interfaceType).Make(id.Key);

    public GrainReference Create(Type interfaceType, IdSpan key, string? classNamePrefix = null)
    {
        if (classNamePrefix is not null)
            return MakerOf(_engine.Catalog.Get(interfaceType, classNamePrefix), interfaceType).Make(key);
        if (!_defaults.TryGetValue(interfaceType, out var maker))
        {
            maker = MakerOf(_engine.Catalog.Get(interfaceType, null), interfaceType);
            _defaults[interfaceType] = maker;
        }

        return maker.Make(key);
    }

    public GrainReference Untyped(GrainClass grainClass, IdSpan key) =>
        new UntypedReference(new GrainReferenceShared(_engine, grainClass, typeof(IAddressable)), key);

    private Maker MakerOf(GrainClass grainClass, Type interfaceType) => _makers.GetOrAdd(
        (grainClass, interfaceType),
        static (key, engine) => Manifests.TryGetReferenceMaker(key.Interface, out var create)
            ? new Maker(new GrainReferenceShared(engine, key.Class, key.Interface), create!)
            : throw new InvalidOperationException(
                $"No reference class was generated for {key.Interface}: is its project built with the Orleans generator?"),
        _engine);

    private sealed record Maker(GrainReferenceShared Shared, Func<GrainReferenceShared, IdSpan, GrainReference> Create)
    {
        public GrainReference Make(IdSpan key) => Create(Shared, key);
    }

    private sealed class UntypedReference(GrainReferenceShared shared, IdSpan key) : GrainReference(shared, key);
}
