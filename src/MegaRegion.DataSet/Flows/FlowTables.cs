using System.Collections.Concurrent;
using MegaRegion.DataSet.Reading;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet.Flows;

/// <summary>The flow tables of a data set. Each is read and checked when it is first asked for. Safe for many
/// threads.</summary>
public sealed class FlowTables
{
    private readonly string _directory;
    private readonly IReadOnlyDictionary<string, FlowTableDefinition> _definitions;
    private readonly PlaceCodeBook _book;
    private readonly ConcurrentDictionary<string, Lazy<FlowTable>> _tables = new(StringComparer.Ordinal);

    internal FlowTables(string directory, IReadOnlyDictionary<PlaceId, Place> places, ProblemLog problems)
    {
        _directory = directory;
        _definitions = FlowTableDefinitionReader.Read(directory, problems);
        _book = PlaceCodeBook.Read(directory, places, problems);
    }

    /// <summary>The tables' ids, in the order of <c>flows/tables.csv</c>.</summary>
    public IEnumerable<string> Ids => _definitions.Keys;

    /// <summary>One table.</summary>
    /// <exception cref="KeyNotFoundException">There is no table of this id.</exception>
    /// <exception cref="DataSetException">Its file is not usable.</exception>
    public FlowTable Get(string id) => _tables.GetOrAdd(id, key => new Lazy<FlowTable>(() => Read(key))).Value;

    /// <summary>Reads every table into a log instead of throwing.</summary>
    internal void CheckAll(ProblemLog problems)
    {
        foreach (var definition in _definitions.Values)
            FlowTableReader.Read(_directory, definition, _book, problems);
    }

    private FlowTable Read(string id)
    {
        if (!_definitions.TryGetValue(id, out var definition))
            throw new KeyNotFoundException($"The data set has no flow table '{id}'; it has {string.Join(", ", Ids)}.");

        var problems = new ProblemLog();
        var table = FlowTableReader.Read(_directory, definition, _book, problems);
        problems.ThrowIfAny();
        return table;
    }
}
