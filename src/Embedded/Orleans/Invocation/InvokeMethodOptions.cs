namespace Orleans.CodeGeneration;

/// <summary>What a method's attributes say about calls to it.</summary>
[Flags]
public enum InvokeMethodOptions
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The caller does not wait.</summary>
    OneWay = 0x04,

    /// <summary>May interleave with other read-only calls.</summary>
    ReadOnly = 0x08,

    /// <summary>May interleave with anything.</summary>
    AlwaysInterleave = 0x10,
}
