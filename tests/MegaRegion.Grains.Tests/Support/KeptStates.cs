using System.Collections.Concurrent;
using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Grains.Tests.Support;

/// <summary>Grain states as JSON, which outlive the host; a write can be made to fail.</summary>
internal sealed class KeptStates : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), string> _states = new();

    /// <summary>Whether writes fail.</summary>
    public bool FailsToWrite { get; set; }

    /// <summary>How many writes failed.</summary>
    public int FailedWrites { get; private set; }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_states.TryGetValue((stateName, grainId), out var json))
        {
            grainState.State = JsonSerializer.Deserialize<T>(json)!;
            (grainState.ETag, grainState.RecordExists) = (json, true);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (FailsToWrite)
        {
            FailedWrites++;
            throw new IOException("The disk of the test does not write.");
        }

        var json = JsonSerializer.Serialize(grainState.State);
        _states[(stateName, grainId)] = json;
        (grainState.ETag, grainState.RecordExists) = (json, true);
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        _states.TryRemove((stateName, grainId), out _);
        (grainState.ETag, grainState.RecordExists) = (null, false);
        return Task.CompletedTask;
    }
}
