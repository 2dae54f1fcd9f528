namespace Orleans.Concurrency;

/// <summary>Promises that a value is not changed after it is sent, so that it need not be copied.</summary>
/// <param name="value">The value promised to stay as it is.</param>
[GenerateSerializer]
[Immutable]
public readonly struct Immutable<T>(T value)
{
    /// <summary>The value.</summary>
    [Id(0)]
    public readonly T Value = value;
}
