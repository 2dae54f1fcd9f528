namespace MegaRegion.Scenarios.Language;

/// <summary>An area that is designated under a policy; its effect is reported by itself.</summary>
public sealed record DesignateArea : Modification
{
    /// <inheritdoc/>
    public override string Kind => "designate";

    /// <summary>The prefecture, city or region.</summary>
    public required string Place { get; init; }

    /// <summary>The instrument, for example 国家戦略特区.</summary>
    public required string Instrument { get; init; }

    /// <summary>More trips to the place, percent, -90 to 1000.</summary>
    public double VisitsPercent { get; init; }

    /// <summary>More goods from the place, percent, -90 to 1000.</summary>
    public double GoodsPercent { get; init; }

    /// <summary>More money to the place, percent, -90 to 1000.</summary>
    public double MoneyPercent { get; init; }
}
