using System.ComponentModel;

namespace Orleans.Serialization.Configuration;

/// <summary>Written by the generator: names the class that lists what an assembly holds for the engine.</summary>
/// <param name="providerType">A <see cref="TypeManifest"/> with a parameterless constructor.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TypeManifestProviderAttribute(Type providerType) : Attribute
{
    /// <summary>The class.</summary>
    public Type ProviderType { get; } = providerType;
}
