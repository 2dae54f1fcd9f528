namespace Orleans.Runtime;

/// <summary>Marks an interface that the runtime adds to grains beside their own.</summary>
public interface IGrainExtension : IAddressable;
