namespace Orleans.Serialization.Invocation;

/// <summary>Holds the object a call runs on.</summary>
public interface ITargetHolder
{
    /// <summary>The object.</summary>
    object? GetTarget();

    /// <summary>A component of the activation, or null.</summary>
    object? GetComponent(Type componentType);
}
