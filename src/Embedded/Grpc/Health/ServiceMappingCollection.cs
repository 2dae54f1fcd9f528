using System.Collections;

namespace Grpc.AspNetCore.HealthChecks;

/// <summary>The services that health is told of, by name.</summary>
public sealed class ServiceMappingCollection : IEnumerable<ServiceMapping>
{
    private readonly Dictionary<string, ServiceMapping> _mappings = new(StringComparer.Ordinal);

    /// <summary>How many services are mapped.</summary>
    public int Count => _mappings.Count;

    /// <summary>Removes all mappings, the default one too.</summary>
    public void Clear() => _mappings.Clear();

    /// <summary>Removes the mapping of a service.</summary>
    public void Remove(string name) => _mappings.Remove(name);

    /// <summary>Maps the checks chosen by the predicate to a service, instead of what was mapped to it before.</summary>
    public void Map(string name, Func<HealthCheckMapContext, bool> predicate)
        => _mappings[name] = new ServiceMapping(name, predicate);

    /// <inheritdoc />
    public IEnumerator<ServiceMapping> GetEnumerator() => _mappings.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal ServiceMapping? Find(string name) => _mappings.GetValueOrDefault(name);
}
