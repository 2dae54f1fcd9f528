namespace Orleans.Runtime;

/// <summary>Stages of an activation, in the order they are reached.</summary>
public static class GrainLifecycleStage
{
    /// <summary>Before everything.</summary>
    public const int First = int.MinValue;

    /// <summary>State is read.</summary>
    public const int SetupState = 1_000;

    /// <summary><see cref="IGrainBase.OnActivateAsync"/> is called.</summary>
    public const int Activate = 2_000;

    /// <summary>After everything.</summary>
    public const int Last = int.MaxValue;
}
