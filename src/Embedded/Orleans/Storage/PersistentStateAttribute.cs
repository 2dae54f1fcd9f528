namespace Orleans.Runtime;

/// <summary>Asks for a stored state as a constructor parameter of type <see cref="IPersistentState{T}"/>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public class PersistentStateAttribute : Attribute
{
    /// <summary>Names the state and, if not the default, the storage.</summary>
    public PersistentStateAttribute(string stateName, string? storageName = null)
    {
        ArgumentNullException.ThrowIfNull(stateName);
        StateName = stateName;
        StorageName = storageName;
    }

    /// <summary>Name of the state within the grain.</summary>
    public string StateName { get; }

    /// <summary>Name of the storage provider; null for the default.</summary>
    public string? StorageName { get; }
}
