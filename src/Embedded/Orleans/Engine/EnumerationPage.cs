namespace Orleans.Runtime;

/// <summary>What one pull of an async stream gives.</summary>
/// <param name="Status">How the stream stands after it.</param>
/// <param name="Items">The items, in order; may be empty.</param>
/// <param name="Exception">Why it failed, if it did.</param>
internal readonly record struct EnumerationPage<T>(EnumerationStatus Status, List<T> Items, Exception? Exception = null);
