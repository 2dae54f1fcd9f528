namespace Orleans.Storage;

/// <summary>Turns states into bytes for storage providers.</summary>
public interface IGrainStorageSerializer
{
    /// <summary>A state as bytes.</summary>
    BinaryData Serialize<T>(T? input);

    /// <summary>A state from bytes.</summary>
    T? Deserialize<T>(BinaryData input);
}
