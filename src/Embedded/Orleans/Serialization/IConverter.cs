namespace Orleans;

/// <summary>Sends a foreign type by way of a surrogate that has a generated serializer.</summary>
public interface IConverter<TValue, TSurrogate>
    where TSurrogate : struct
{
    /// <summary>Rebuilds the value.</summary>
    TValue ConvertFromSurrogate(in TSurrogate surrogate);

    /// <summary>Takes the value apart.</summary>
    TSurrogate ConvertToSurrogate(in TValue value);
}
