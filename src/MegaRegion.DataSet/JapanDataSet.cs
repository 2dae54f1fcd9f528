using MegaRegion.DataSet.Flows;
using MegaRegion.DataSet.Network;
using MegaRegion.DataSet.Partnerships;
using MegaRegion.DataSet.Places;
using MegaRegion.DataSet.Reading;
using MegaRegion.DataSet.Replay;
using MegaRegion.Domain.Places;

namespace MegaRegion.DataSet;

/// <summary>
/// The Japan data set that ships with the product: places, partnerships, flow tables and network. Places are read and
/// checked by <see cref="Load"/>; flows and network when they are first asked for, so that a server starts fast.
/// Immutable; safe for many threads.
/// </summary>
public sealed class JapanDataSet
{
    private readonly Dictionary<PlaceId, Place> _byId;
    private readonly Lazy<FlowTables> _flows;
    private readonly Lazy<TransportNetwork> _network;

    private JapanDataSet(string directory, ProblemLog problems)
    {
        Directory = directory;
        var catalogue = new PlaceCatalogueReader(directory, problems).Read();
        Places = catalogue.Places;
        WardAliases = catalogue.WardAliases;
        Observatories = catalogue.Observatories;
        _byId = Places.ToDictionary(place => place.Id);

        var partnerships = new PartnershipReader(directory, problems, _byId);
        Partnerships = partnerships.ReadPartnerships();
        Facts = partnerships.ReadFacts(Partnerships);
        _flows = new Lazy<FlowTables>(ReadFlows);
        _network = new Lazy<TransportNetwork>(ReadNetwork);
    }

    /// <summary>The directory it was read from.</summary>
    public string Directory { get; }

    /// <summary>
    /// Every place, parents before children: the mega-region, 10 regions, 47 prefectures, 1,741 municipalities, the
    /// survey zones of Hokkaido, the catalogue's hubs and the observatories.
    /// </summary>
    public IReadOnlyList<Place> Places { get; }

    /// <summary>Wards of designated cities, each with the city that stands for it, as <c>jp:01101</c> to
    /// <c>jp:01100</c>.</summary>
    public IReadOnlyDictionary<PlaceId, PlaceId> WardAliases { get; }

    /// <summary>The hubs among <see cref="Places"/> that report for a place they observe.</summary>
    public IReadOnlyList<Observatory> Observatories { get; }

    /// <summary>The partnerships of the policy papers.</summary>
    public IReadOnlyList<Partnership> Partnerships { get; }

    /// <summary>The figures that the policy papers state.</summary>
    public IReadOnlyList<Fact> Facts { get; }

    /// <summary>The flow tables.</summary>
    /// <exception cref="DataSetException">The list of tables is not usable.</exception>
    public FlowTables Flows => _flows.Value;

    /// <summary>The inter-city network.</summary>
    /// <exception cref="DataSetException">A file of the network is not usable.</exception>
    public TransportNetwork Network => _network.Value;

    /// <summary>Reads and checks the places, partnerships and facts of a data directory.</summary>
    /// <param name="directory">See <see cref="DataSetLocator"/>.</param>
    /// <exception cref="DataSetException">Something is wrong; all of it is listed.</exception>
    public static JapanDataSet Load(string directory)
    {
        var problems = new ProblemLog();
        var dataSet = new JapanDataSet(directory, problems);
        problems.ThrowIfAny();
        return dataSet;
    }

    /// <summary>The place of an id; a ward's id gives its city. Null when there is none.</summary>
    public Place? Find(PlaceId id) => _byId.GetValueOrDefault(WardAliases.TryGetValue(id, out var city) ? city : id);

    /// <summary>Reads and checks every file of a data directory.</summary>
    /// <returns>All problems, at most <see cref="DataSetException.MaxProblems"/>; empty when the data set is
    /// sound.</returns>
    public static IReadOnlyList<DataProblem> Check(string directory)
    {
        var problems = new ProblemLog();
        var dataSet = new JapanDataSet(directory, problems);
        if (problems.Total > 0)
            return problems.Problems; // The other files are checked against the places.

        new FlowTables(directory, dataSet._byId, problems).CheckAll(problems);
        new NetworkReader(dataSet, problems).Read();
        var profiles = HourProfileReader.Read(directory, new ReferenceCalendar(new ReplayOptions().Year), problems);
        HubActivityReader.Read(dataSet, profiles, problems);
        return problems.Problems;
    }

    /// <summary>The file of a map.</summary>
    /// <param name="name">File name in <c>maps/</c>, for example <c>japan_prefectures_s0001.geojson</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such map.</exception>
    public string MapPath(string name)
    {
        var path = Path.Combine(Directory, "maps", Path.GetFileName(name));
        return File.Exists(path) ? path : throw new FileNotFoundException($"The data set has no map '{name}'.", path);
    }

    private TransportNetwork ReadNetwork()
    {
        var problems = new ProblemLog();
        var network = new NetworkReader(this, problems).Read();
        problems.ThrowIfAny();
        return network;
    }

    private FlowTables ReadFlows()
    {
        var problems = new ProblemLog();
        var flows = new FlowTables(Directory, _byId, problems);
        problems.ThrowIfAny();
        return flows;
    }
}
