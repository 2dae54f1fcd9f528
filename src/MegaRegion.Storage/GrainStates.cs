using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace MegaRegion.Storage;

/// <summary>What grain storages have in common: versions as etags, and empty states.</summary>
internal static class GrainStates
{
    /// <summary>The etag of a version.</summary>
    public static string Tag(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version of an etag; null when no store could have given it.</summary>
    public static long? Version(string? tag) =>
        long.TryParse(tag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>Makes a state one that has no record.</summary>
    public static void Empty<T>(IGrainState<T> grainState)
    {
        grainState.State = Create<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    /// <summary>A new state.</summary>
    public static T? Create<T>() =>
        typeof(T).IsAbstract || typeof(T) == typeof(string) ? default : Activator.CreateInstance<T>();

    /// <summary>The record has another version than the writer expects.</summary>
    public static InconsistentStateException Conflict(string stateName, GrainId grainId, long? stored, string? expected)
    {
        var tag = stored is { } version ? Tag(version) : null;
        return new InconsistentStateException(
            $"State {stateName} of {grainId} was changed by another writer: its version is {tag ?? "none"}, "
            + $"the writer had {expected ?? "none"}.",
            tag,
            expected);
    }
}
