namespace MegaRegion.Modelling.Numerics;

/// <summary>A linear map that is known only by what it does.</summary>
internal interface ILinearOperator
{
    /// <summary>Length of an argument.</summary>
    int Columns { get; }

    /// <summary>Writes A x.</summary>
    void Apply(ReadOnlySpan<double> x, Span<double> result);

    /// <summary>Writes Aᵀ y.</summary>
    void ApplyTransposed(ReadOnlySpan<double> y, Span<double> result);
}
