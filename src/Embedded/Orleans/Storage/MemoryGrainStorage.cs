using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Serialization.Cloning;

namespace Orleans.Storage;

/// <summary>
/// Keeps states in memory, for tests and demonstrations: lost when the process ends. States are copied in and out, so
/// that what is stored does not change with the grain's own object.
/// </summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), Stored> _states = new();
    private long _lastVersion;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_states.TryGetValue((stateName, grainId), out var stored))
        {
            grainState.State = Copy((T)stored.State!);
            grainState.ETag = stored.ETag;
            grainState.RecordExists = true;
        }
        else
        {
            Empty(grainState);
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var next = new Stored(
            Copy(grainState.State), Interlocked.Increment(ref _lastVersion).ToString(CultureInfo.InvariantCulture));
        var key = (stateName, grainId);
        var done = _states.TryGetValue(key, out var stored)
            ? stored.ETag == grainState.ETag && _states.TryUpdate(key, next, stored)
            : grainState.ETag is null && _states.TryAdd(key, next);
        if (!done)
            throw Conflict(key, grainState.ETag);
        grainState.ETag = next.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        if (_states.TryGetValue(key, out var stored)
            && (stored.ETag != grainState.ETag || !_states.TryRemove(new(key, stored))))
        {
            throw Conflict(key, grainState.ETag);
        }

        Empty(grainState);
        return Task.CompletedTask;
    }

    private static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = typeof(T).IsAbstract || typeof(T) == typeof(string) ? default : Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private static T? Copy<T>(T? state) => state is null ? state : Copiers.CopyOne(Copiers.Of<T>(), state);

    private InconsistentStateException Conflict((string Name, GrainId Id) key, string? expected) => new(
        $"State {key.Name} of {key.Id} was changed by another writer.",
        _states.TryGetValue(key, out var stored) ? stored.ETag : null,
        expected);

    private sealed record Stored(object? State, string ETag);
}
