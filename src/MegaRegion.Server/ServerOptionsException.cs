namespace MegaRegion.Server;

/// <summary>The server was asked to run in a way that it refuses; the message says what and how to cure it.</summary>
public sealed class ServerOptionsException(string message) : Exception(message);
