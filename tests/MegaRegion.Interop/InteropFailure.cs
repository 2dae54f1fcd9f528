namespace MegaRegion.Interop;

/// <summary>A case that did not go as its document says.</summary>
public sealed class InteropFailure(string message) : Exception(message);
