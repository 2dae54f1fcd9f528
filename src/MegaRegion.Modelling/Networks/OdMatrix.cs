namespace MegaRegion.Modelling.Networks;

/// <summary>A square matrix of values between zones, row = origin, column = destination, zones counted from 0.</summary>
public sealed class OdMatrix
{
    private readonly double[] _values;

    /// <summary>A matrix of zeros.</summary>
    /// <param name="size">Number of zones.</param>
    public OdMatrix(int size)
        : this(size, new double[checked(size * size)])
    {
    }

    /// <summary>A matrix over existing values, which it takes over.</summary>
    /// <param name="size">Number of zones.</param>
    /// <param name="values">Values row by row, size × size of them.</param>
    public OdMatrix(int size, double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, checked(size * size), nameof(values));
        (Size, _values) = (size, values);
    }

    /// <summary>Number of zones.</summary>
    public int Size { get; }

    /// <summary>All values, row by row.</summary>
    public Span<double> Values => _values;

    /// <summary>One value.</summary>
    /// <param name="origin">Row, from 0.</param>
    /// <param name="destination">Column, from 0.</param>
    public double this[int origin, int destination]
    {
        get => Row(origin)[destination];
        set => Row(origin)[destination] = value;
    }

    /// <summary>The values of one origin.</summary>
    /// <param name="origin">Row, from 0.</param>
    public Span<double> Row(int origin) => _values.AsSpan(origin * Size, Size);

    /// <summary>Sum of all values, added in row order.</summary>
    public double Total()
    {
        var total = 0.0;
        foreach (var value in _values)
            total += value;
        return total;
    }

    /// <summary>Sum of the diagonal: demand that stays inside its zone and is not assigned.</summary>
    public double IntrazonalTotal()
    {
        var total = 0.0;
        for (var zone = 0; zone < Size; zone++)
            total += this[zone, zone];
        return total;
    }

    /// <summary>A copy that can be changed without changing this one.</summary>
    public OdMatrix Copy() => new(Size, (double[])_values.Clone());
}
