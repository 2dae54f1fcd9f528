namespace Orleans;

/// <summary>Names the grain type; by default the class name in lower case without its suffix Grain.</summary>
/// <param name="grainType">The name, which must never change once state is stored under it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false)]
public sealed class GrainTypeAttribute(string grainType) : Attribute
{
    internal string GrainType { get; } = grainType;
}
