namespace Grpc.Net.Client.Configuration;

/// <summary>Names a method, all methods of a service, or everything.</summary>
public sealed class MethodName
{
    /// <summary>Every method of every service.</summary>
    public static readonly MethodName Default = new();

    /// <summary>The service's full name; null for every service.</summary>
    public string? Service { get; set; }

    /// <summary>The method's name; null for every method of the service.</summary>
    public string? Method { get; set; }
}
