using Orleans.Runtime;

namespace Orleans;

/// <summary>Marks a grain interface. Every method returns a task, a value task or an async stream.</summary>
public interface IGrain : IAddressable;
