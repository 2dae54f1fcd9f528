using System.Collections.Concurrent;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>The grain classes of the process and which of them stands for which interface.</summary>
internal sealed class GrainCatalog
{
    private readonly Dictionary<GrainType, GrainClass> _byType = [];
    private readonly ConcurrentDictionary<(Type Interface, string? Prefix), GrainClass> _byInterface = new();

    public GrainCatalog(Engine engine)
    {
        Manifests.LoadAll();
        foreach (var type in Manifests.GrainClasses)
        {
            var grainClass = GrainClass.Of(engine, type);
            if (!_byType.TryAdd(grainClass.GrainType, grainClass))
            {
                throw new InvalidOperationException(
                    $"Grain classes {type} and {_byType[grainClass.GrainType].Type} are both named {grainClass.GrainType}.");
            }
        }

        Observers = GrainClass.Observers(engine);
        _byType.Add(Observers.GrainType, Observers);
    }

    public GrainClass Observers { get; }

    public IEnumerable<GrainClass> Grains => _byType.Values.Where(grainClass => !grainClass.IsObserver);

    /// <summary>The class of an identity.</summary>
    /// <exception cref="ArgumentException">There is no such grain type.</exception>
    public GrainClass Get(GrainType type) => _byType.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"There is no grain class for grain type {type}.", nameof(type));

    /// <summary>The class behind an interface.</summary>
    /// <exception cref="ArgumentException">None implements it, or more than one and none is named like it.</exception>
    public GrainClass Get(Type interfaceType, string? classNamePrefix) =>
        _byInterface.GetOrAdd((interfaceType, classNamePrefix), Find);

    private GrainClass Find((Type Interface, string? Prefix) key)
    {
        var (type, prefix) = key;
        var candidates = Grains.Where(grainClass => type.IsAssignableFrom(grainClass.Type)).ToArray();
        if (prefix is not null)
        {
            candidates = [.. candidates.Where(grainClass =>
                grainClass.Type!.FullName!.StartsWith(prefix, StringComparison.Ordinal)
                || grainClass.GrainType.ToString().StartsWith(prefix, StringComparison.OrdinalIgnoreCase))];
        }

        if (candidates.Length == 1)
            return candidates[0];
        var byName = candidates.Where(grainClass => grainClass.Type!.Name == type.Name[1..]).ToArray();
        if (byName.Length == 1)
            return byName[0];
        throw new ArgumentException(
            candidates.Length == 0
                ? $"Could not find an implementation for interface {type}"
                : $"Unable to identify a single appropriate grain type for interface {type}. Candidates: "
                    + string.Join(", ", candidates.Select(grainClass => grainClass.GrainType)),
            nameof(key));
    }
}
