using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>A grain's stored state, injected by <see cref="PersistentStateAttribute"/> and read before activation.</summary>
public interface IPersistentState<TState> : IStorage<TState>;
