using System.ComponentModel.DataAnnotations;

namespace MegaRegion.Grains.Alerts;

/// <summary>Times and limits of alerts.</summary>
public sealed class AlertOptions : IValidatableObject
{
    /// <summary>Pause between two evaluations of all rules. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan EvaluationPeriod { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The longest time between two evaluations over which a condition counts as having held; beyond, a pending alert begins
    /// anew. Default 1 minute.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan LongestGap { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Rules that are kept. Each has a series of its own in metrics, of which there may be 300. Default 100.</summary>
    [Range(1, 250)]
    public int MaxRules { get; set; } = 100;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LongestGap < 2 * EvaluationPeriod)
        {
            yield return new ValidationResult(
                $"{nameof(LongestGap)} ({LongestGap}) is less than two times {nameof(EvaluationPeriod)} ({EvaluationPeriod}): no pending alert would ever fire.",
                [nameof(LongestGap), nameof(EvaluationPeriod)]);
        }
    }
}
