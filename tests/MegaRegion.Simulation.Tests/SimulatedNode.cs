using MegaRegion.Domain.Flows;
using MegaRegion.Domain.Ledger;
using MegaRegion.Domain.Places;
using MegaRegion.Testing;

namespace MegaRegion.Simulation.Tests;

/// <summary>A city, prefecture, region or mega-region: keeps nothing over a crash, and asks its children when it wakes up.</summary>
internal sealed class SimulatedNode(World world, Place place, SimulatedNode? parent)
{
    private readonly List<Func<(PlaceNumber Number, Cube Cube)>> _children = [];
    private RollUpLedger? _ledger;
    private SimulatedSender? _sender;

    public Place Place { get; } = place;

    public SimulatedNode? Parent { get; } = parent;

    public PlaceNumber Number { get; } = SmallCountry.Number(place.Id);

    public bool IsDone => _sender?.IsDone ?? true;

    /// <summary>The totals; wakes the place up.</summary>
    public Cube Cube => Awake().Own;

    /// <summary>Wakes the place up; true when it was awake and its parent has everything.</summary>
    public bool WakeUp()
    {
        var isDone = _ledger is not null && IsDone;
        Awake();
        return isDone;
    }

    public IEnumerable<SimulatedNode> WithAncestors() => Parent is null ? [this] : [this, .. Parent.WithAncestors()];

    public void AddChild(Func<(PlaceNumber Number, Cube Cube)> child) => _children.Add(child);

    /// <summary>Takes cells of a child and answers with the sum of its days.</summary>
    public ulong? Receive(PlaceNumber child, EventTime? newest, IReadOnlyList<WindowCells> cells)
    {
        var ledger = Awake();
        ledger.Merge(SmallCountry.Directory, child, newest, Flawed(ledger, child, cells), changedAt: null);
        _sender!.Changed();
        return ledger.DaySumOf(child);
    }

    public void Crash()
    {
        if (_sender is not null)
        {
            _sender.IsDead = true;
        }

        (_ledger, _sender) = (null, null);
    }

    public RollUpLedger Awake()
    {
        if (_ledger is null)
        {
            _ledger = new RollUpLedger(Place.Level, world.Retention);
            _sender = new SimulatedSender(world, Number, Parent, _ledger.Own);
            foreach (var child in _children)
            {
                var (number, cube) = child();
                _ledger.Merge(SmallCountry.Directory, number, cube.Newest, cube.ReadAll(), changedAt: null);
            }

            _sender.Changed();
        }

        return _ledger;
    }

    private IEnumerable<WindowCells> Flawed(RollUpLedger ledger, PlaceNumber child, IReadOnlyList<WindowCells> cells)
    {
        if (world.Flaw != Flaw.AddsInsteadOfMerging || !ledger.Children.TryGetValue(child, out var known))
        {
            return cells;
        }

        return cells.Select(window => window with
        {
            Quantities = [.. Enumerable.Range(0, window.Count)
                .Select(i => window.Quantities[i] + known[window.Window, window[i].Pair])],
        });
    }
}
