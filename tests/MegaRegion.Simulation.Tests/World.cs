using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Simulation.Tests;

/// <summary>
/// The ledger of the small country in simulated time: clients, hubs, places, a network that misbehaves and processes
/// that die. Everything that is left to chance comes from one seed, so a seed is a history.
/// </summary>
internal sealed class World
{
    private const long StormMilliseconds = 60_000;
    private const long CalmMilliseconds = 600_000;
    private const long PatrolMilliseconds = 5_000;

    private readonly List<SimulatedClient> _clients = [];
    private readonly List<SimulatedHub> _hubs = [];
    private readonly Dictionary<PlaceId, SimulatedNode> _nodes = [];
    private readonly HashSet<SimulatedHub> _patrolled = [];
    private long _patrolledTo;

    public World(int seed, Flaw flaw, bool clockJumps = false)
    {
        (Random, Flaw) = (new Random(seed), flaw);
        Clock = new JumpingClock(Agenda, clockJumps ? seed : null);
        Network = new Network(Agenda, Random);
        foreach (var place in SmallCountry.Places.Where(place => place.Level > Level.Hub).OrderByDescending(place => place.Level))
        {
            var parent = place.Parent is { } id ? _nodes[id] : null;
            var node = new SimulatedNode(this, place, parent);
            parent?.AddChild(() => (node.Number, node.Cube));
            _nodes.Add(place.Id, node);
        }

        foreach (var place in SmallCountry.Places.Where(place => place.Level == Level.Hub))
        {
            var hub = new SimulatedHub(this, place.Id, _nodes[place.Parent!.Value]);
            _nodes[place.Parent!.Value].AddChild(() => (hub.Number, hub.Ledger.Cube));
            _hubs.Add(hub);
            for (var producer = 0; producer < Random.Next(1, 3); producer++)
            {
                _clients.Add(new SimulatedClient(this, hub, $"p{producer}", Random.Next(1, 15)));
            }
        }

        Agenda.In(1_000, CrashSomething);
        Agenda.In(PatrolMilliseconds, Patrol);
    }

    public Agenda Agenda { get; } = new();

    public Random Random { get; }

    public Flaw Flaw { get; }

    public Network Network { get; }

    public JumpingClock Clock { get; }

    public ClockRecord ClockRecord { get; } = new();

    public SimulatedJournal Journal { get; } = new();

    public CubeRetention Retention { get; } = new(TimeSpan.FromHours(3), TimeSpan.FromDays(2));

    public IReadOnlyList<SimulatedClient> Clients => _clients;

    public IReadOnlyList<SimulatedHub> Hubs => _hubs;

    public IEnumerable<SimulatedNode> Nodes => _nodes.Values;

    public int Crashes { get; private set; }

    /// <summary>A storm, then calm until nothing is left to do; false when something never ends.</summary>
    public bool Run()
    {
        var end = Agenda.Now + StormMilliseconds;
        while (Agenda.Step(end))
        {
        }

        Network.IsHealed = true;
        Clock.IsHealed = true;
        end += CalmMilliseconds;
        while (Agenda.Step(end))
        {
        }

        return _patrolled.Count == 0
            && _clients.TrueForAll(client => client.IsDone)
            && _hubs.TrueForAll(hub => hub.IsDone)
            && _nodes.Values.All(node => node.IsDone);
    }

    /// <summary>Flows of a hub: mostly of now, some minutes old, one in ten a day late.</summary>
    public IReadOnlyList<Flow> FlowsOf(PlaceId hub) =>
    [
        .. Enumerable.Range(0, Random.Next(1, 6)).Select(_ =>
        {
            var ageMilliseconds = Random.Next(10) switch
            {
                0 => TimeSpan.MillisecondsPerDay + Random.Next(3_600_000),
                < 4 => Random.Next(5 * 3_600_000),
                _ => Random.Next(30_000),
            };
            var destination = SmallCountry.Places[Random.Next(SmallCountry.Places.Count)].Id;
            return new Flow(
                hub, destination, (Layer)Random.Next(1, 5), Random.Next(1, 1_000), new EventTime(Agenda.Now - ageMilliseconds));
        }),
    ];

    // As RollUpPatrol: wakes the hubs that have reported, and the places above them, until all they know has gone up.
    private void Patrol()
    {
        if (Flaw == Flaw.NoPatrol)
        {
            return;
        }

        _patrolled.UnionWith(_hubs.Where(hub => Journal.Of(hub.Id, _patrolledTo).Any()));
        _patrolledTo = Journal.Lines.Count;
        foreach (var hub in _patrolled.ToList())
        {
            var places = hub.Parent.WithAncestors().ToList();
            if (hub.WakeUp() & places.Select(place => place.WakeUp()).ToList().TrueForAll(isDone => isDone))
            {
                _patrolled.Remove(hub);
            }
        }

        Agenda.In(PatrolMilliseconds, Patrol);
    }

    private void CrashSomething()
    {
        if (Network.IsHealed)
        {
            return;
        }

        Crashes++;
        switch (Random.Next(4))
        {
            case 0:
                _nodes.Values.ElementAt(Random.Next(_nodes.Count)).Crash();
                break;
            case 1:
                _hubs[Random.Next(_hubs.Count)].TakeSnapshot();
                break;
            case 2 when Random.Next(4) == 0:
                // The whole process.
                _hubs.ForEach(hub => hub.Crash());
                foreach (var node in _nodes.Values)
                {
                    node.Crash();
                }

                break;
            default:
                _hubs[Random.Next(_hubs.Count)].Crash();
                break;
        }

        Agenda.In(Random.Next(100, 5_000), CrashSomething);
    }
}
