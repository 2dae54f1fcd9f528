namespace Orleans;

/// <summary>Which members get serialization ids without being told.</summary>
public enum GenerateFieldIds
{
    /// <summary>None: every member needs an <see cref="IdAttribute"/>.</summary>
    None,

    /// <summary>Public properties.</summary>
    PublicProperties,
}
