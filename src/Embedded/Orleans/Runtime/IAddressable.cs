namespace Orleans.Runtime;

/// <summary>Something calls can be sent to: a grain or an observer.</summary>
public interface IAddressable;
