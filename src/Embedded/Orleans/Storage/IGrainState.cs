namespace Orleans;

/// <summary>A record on its way to or from a storage provider.</summary>
public interface IGrainState<T>
{
    /// <summary>The value.</summary>
    T? State { get; set; }

    /// <summary>Its version, as the storage names it.</summary>
    string? ETag { get; set; }

    /// <summary>Whether it exists in storage.</summary>
    bool RecordExists { get; set; }
}
