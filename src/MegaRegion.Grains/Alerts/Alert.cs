using MegaRegion.Domain.Alerts;

namespace MegaRegion.Grains.Alerts;

/// <summary>A rule and where its alert stands.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Status">Where its alert stands.</param>
internal sealed record Alert(AlertRule Rule, AlertStatus Status)
{
    /// <summary>Names the alert that fires or fired last.</summary>
    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Rule.Id}/{Status.Episode}");

    /// <summary>Whether nothing but the value differs, which is not kept.</summary>
    public bool IsKeptAs(Alert other) => Rule == other.Rule && Status with { Value = other.Status.Value } == other.Status;
}
