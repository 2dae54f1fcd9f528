using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// Marks an interface through which grains call back client objects. Delivery is best effort: an observer that is
/// gone is simply not told.
/// </summary>
public interface IGrainObserver : IAddressable;
