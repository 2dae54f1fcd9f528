using MegaRegion.Domain.Alerts;
using MegaRegion.Domain.Flows;

namespace MegaRegion.Domain.Tests.Alerts;

/// <summary>Rules for tests.</summary>
internal static class Rules
{
    /// <summary>People into the northern region in ten minutes, above 100.</summary>
    public static AlertRule Surge { get; } = new(
        "surge", "Surge", "急増", AlertIndicator.Inflow, Layer.People, "region:north", "", 10, AlertComparison.Above, 100, null, 0);
}
