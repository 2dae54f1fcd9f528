using System.ComponentModel;

namespace Orleans.Runtime;

/// <summary>What all references to one grain class through one interface have in common.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GrainReferenceShared
{
    internal GrainReferenceShared(Engine engine, GrainClass grainClass, Type interfaceType)
    {
        Engine = engine;
        Class = grainClass;
        InterfaceType = interfaceType;
    }

    internal Engine Engine { get; }

    internal GrainClass Class { get; }

    internal Type InterfaceType { get; }
}
