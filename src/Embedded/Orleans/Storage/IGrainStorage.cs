using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>
/// Keeps states. Registered as a keyed singleton under its name. A provider sets <see cref="IGrainState{T}.State"/>,
/// <see cref="IGrainState{T}.ETag"/> and <see cref="IGrainState{T}.RecordExists"/> in every method, and throws
/// <see cref="InconsistentStateException"/> if the version given is not the stored one.
/// </summary>
public interface IGrainStorage
{
    /// <summary>Reads; a missing record gives a new state object and <c>RecordExists</c> false.</summary>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ReadStateAsync{T}(string,GrainId,IGrainState{T})"/>
    Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ReadStateAsync(stateName, grainId, grainState);

    /// <summary>Writes if the version matches, and sets the new version.</summary>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="WriteStateAsync{T}(string,GrainId,IGrainState{T})"/>
    Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        WriteStateAsync(stateName, grainId, grainState);

    /// <summary>Clears if the version matches.</summary>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState);

    /// <inheritdoc cref="ClearStateAsync{T}(string,GrainId,IGrainState{T})"/>
    Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        ClearStateAsync(stateName, grainId, grainState);
}
