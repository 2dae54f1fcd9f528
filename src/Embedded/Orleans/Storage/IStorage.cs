namespace Orleans.Core;

/// <summary>A stored record, without its type.</summary>
public interface IStorage
{
    /// <summary>The version last read or written, as the storage names it; null if unknown.</summary>
    string? Etag { get; }

    /// <summary>Whether the record exists in storage.</summary>
    bool RecordExists { get; }

    /// <summary>Clears the record; a conflict throws <see cref="Orleans.Storage.InconsistentStateException"/>.</summary>
    Task ClearStateAsync();

    /// <summary>Writes the record; a conflict throws <see cref="Orleans.Storage.InconsistentStateException"/>.</summary>
    Task WriteStateAsync();

    /// <summary>Reads the record again.</summary>
    Task ReadStateAsync();

    /// <inheritdoc cref="ClearStateAsync()"/>
    Task ClearStateAsync(CancellationToken cancellationToken) => ClearStateAsync();

    /// <inheritdoc cref="WriteStateAsync()"/>
    Task WriteStateAsync(CancellationToken cancellationToken) => WriteStateAsync();

    /// <inheritdoc cref="ReadStateAsync()"/>
    Task ReadStateAsync(CancellationToken cancellationToken) => ReadStateAsync();
}
