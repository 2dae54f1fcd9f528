namespace Orleans;

/// <summary>Marks a type that crosses grain boundaries: a deep copier is generated for it.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Enum)]
public sealed class GenerateSerializerAttribute : Attribute
{
    /// <summary>Whether public properties get ids by themselves; by default they do not.</summary>
    public GenerateFieldIds GenerateFieldIds { get; init; }

    /// <summary>Whether primary constructor parameters are members; default true for records, false for others.</summary>
    public bool IncludePrimaryConstructorParameters { get; init; }
}
