namespace Orleans.Serialization.Cloning;

/// <summary>Copies values of one runtime type, without knowing it at compile time.</summary>
public abstract class DeepCopier
{
    private protected DeepCopier()
    {
    }

    /// <summary>Whether values of the type are passed as they are.</summary>
    public virtual bool IsImmutable => false;

    /// <summary>
    /// Whether one value may refer to the same object twice, so that copying it must remember what it copied. False
    /// for types whose members are all immutable.
    /// </summary>
    public virtual bool NeedsContext => true;

    /// <summary>Copies a value.</summary>
    public abstract object? CopyObject(object? value, CopyContext? context);
}
