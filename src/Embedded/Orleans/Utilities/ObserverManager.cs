using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Orleans.Utilities;

/// <summary>Keeps the observers of a grain, by the observer itself.</summary>
/// <param name="expiration">Time after its last subscription when an observer is dropped.</param>
/// <param name="log">Where dropped observers are noted.</param>
public class ObserverManager<TObserver>(TimeSpan expiration, ILogger log)
    : ObserverManager<IAddressable, TObserver>(expiration, log);
