using System.Collections.Concurrent;
using MegaRegion.Modelling.Numerics;
using MegaRegion.Scenarios.Running;
using MegaRegion.Scenarios.Worlds;

namespace MegaRegion.Grains.Planning;

/// <summary>The world and the models on it, each made when it is first needed and then shared by all runs of the process.</summary>
internal sealed class ScenarioModels(IScenarioWorldSource source)
{
    private readonly Lazy<ScenarioWorld> _world = new(source.Read);
    private readonly ConcurrentDictionary<int, Lazy<Outcome<ScenarioModel>>> _ofYear = new();

    /// <summary>Reads the world on the thread pool unless it is there: a grain must not block.</summary>
    public Task LoadAsync() => _world.IsValueCreated ? Task.CompletedTask : Task.Run(() => _world.Value);

    /// <summary>The world. The first call reads it.</summary>
    public ScenarioWorld World => _world.Value;

    /// <summary>The model of a survey year, or why there is none. The first call of a year estimates it.</summary>
    public Outcome<ScenarioModel> Of(int year) =>
        _ofYear.GetOrAdd(year, key => new Lazy<Outcome<ScenarioModel>>(() => ScenarioModel.Calibrate(World, key))).Value;
}
