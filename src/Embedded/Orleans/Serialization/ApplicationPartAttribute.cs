using System.ComponentModel;

namespace Orleans;

/// <summary>Written by the generator: names a referenced assembly that holds grains or messages.</summary>
/// <param name="assemblyName">The assembly's simple name.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class ApplicationPartAttribute(string assemblyName) : Attribute
{
    /// <summary>The assembly's simple name.</summary>
    public string AssemblyName { get; } = assemblyName;
}
