namespace MegaRegion.Domain.Alerts;

/// <summary>On which side of the threshold the condition holds; the numbers are those of the public contract.</summary>
public enum AlertComparison : byte
{
    /// <summary>The value is greater than the threshold.</summary>
    Above = 1,

    /// <summary>The value is less than the threshold.</summary>
    Below = 2,
}
